/** What a screen has to stand so that everybody can read and use it. */
import assert from "node:assert/strict";
import { ALL_RULES, brokenWords, COLOUR_RULES, overlaps, sideways, SIZE_RULES, smallTargets, violations } from "./checks.mjs";
import { SMALL_PHONE } from "./phone.mjs";

const LOOKS = [
  ["light", { colorScheme: "light" }, ALL_RULES],
  ["dark", { colorScheme: "dark" }, COLOUR_RULES],
  ["forced colours", { colorScheme: "light", forcedColors: "active" }, COLOUR_RULES],
];

/** Opens a screen on a small phone, and looks at it in each way. */
export async function holds(page, open) {
  await page.setViewportSize(SMALL_PHONE);
  await open(page);
  for (const [name, look, rules] of LOOKS) {
    await page.emulateMedia(look);
    assert.deepEqual(await violations(page, rules), [], name);
  }
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
  assert.deepEqual(await sideways(page), [], "sideways");
  assert.deepEqual(await overlaps(page), [], "overlaps");
  assert.deepEqual(await brokenWords(page), [], "words");
  assert.deepEqual(await smallTargets(page), [], "targets under 44 px");
  await page.setViewportSize({ width: 320, height: 568 });
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  assert.deepEqual(await sideways(page), [], "sideways, 320 px with twice the text");
  assert.deepEqual(await overlaps(page), [], "overlaps, 320 px with twice the text");
  assert.deepEqual(await brokenWords(page), [], "words, 320 px with twice the text");
  assert.deepEqual(await violations(page, SIZE_RULES), [], "axe, 320 px with twice the text");
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  assert.deepEqual(await sideways(page), [], "sideways, right to left with twice the text");
}
