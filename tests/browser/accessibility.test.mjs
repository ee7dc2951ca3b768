import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { ALL_RULES, brokenWords, COLOUR_RULES, overlaps, sideways, smallTargets, violations } from "./checks.mjs";
import { openPhone, SMALL_PHONE } from "./phone.mjs";
import { feel, LIST, listWithBands, openFirst } from "./steps.mjs";

const EMPTY = "/?place=Wem&radius_km=1&format=in_person";
const WRONG = "/?place=Shrewsbury&radius_km=999&from=2026-13-45&age=old";
const SCREENS = {
  "the first screen": (page) => page.goto("/"),
  "the list": (page) => page.goto(LIST),
  "the list with bands": (page) => listWithBands(page),
  "an activity": async (page) => {
    await listWithBands(page);
    await openFirst(page);
    await page.locator(".fit").waitFor();
  },
  "About me with all folds open": async (page) => {
    await feel(page, "Often");
    await page.evaluate(() => document.querySelectorAll("details:not([name])").forEach((fold) => (fold.open = true)));
    await page.locator(".situation").first().click();
  },
  "Help now with a country open": async (page) => {
    await page.goto("/help");
    await page.locator("details summary").first().click();
  },
  "the filters": async (page) => {
    await page.goto(LIST);
    await page.locator("summary", { hasText: "Filters" }).click();
  },
  "an empty list": async (page) => {
    await page.goto(EMPTY);
    await page.locator(".empty").waitFor();
  },
  "a search with wrong answers": (page) => page.goto(WRONG),
  "a town nobody knows": (page) => page.goto("/?place=Zzyzxqq"),
  "the page for no connection": (page) => page.goto("/offline"),
  "a page that is not here": (page) => page.goto("/activities/000000000000"),
};
const LOOKS = [
  ["light", { colorScheme: "light" }, ALL_RULES],
  ["dark", { colorScheme: "dark" }, COLOUR_RULES],
  ["forced colours", { colorScheme: "light", forcedColors: "active" }, COLOUR_RULES],
];

async function everyLook(page) {
  for (const [name, look, rules] of LOOKS) {
    await page.emulateMedia(look);
    assert.deepEqual(await violations(page, rules), [], name);
  }
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
}

async function twiceTheText(page) {
  await page.setViewportSize({ width: 320, height: 568 });
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  assert.deepEqual(await sideways(page), [], "sideways, 320 px with twice the text");
  assert.deepEqual(await overlaps(page), [], "overlaps, 320 px with twice the text");
  assert.deepEqual(await brokenWords(page), [], "words, 320 px with twice the text");
  assert.deepEqual(await violations(page), [], "axe, 320 px with twice the text");
}

describe("everybody can read and use", () => {
  let phone, page;

  before(async () => {
    phone = await openPhone({ reducedMotion: "reduce" });
    page = phone.page;
  });
  afterEach(() => page.evaluate(() => sessionStorage.clear()));
  after(() => phone.context.close());

  for (const [name, open] of Object.entries(SCREENS)) {
    it(`${name}: light, dark, forced colours, 320 px with twice the text`, async () => {
      await page.setViewportSize(SMALL_PHONE);
      await open(page);
      await everyLook(page);
      assert.deepEqual(await sideways(page), [], "sideways");
      assert.deepEqual(await overlaps(page), [], "overlaps");
      assert.deepEqual(await brokenWords(page), [], "words");
      assert.deepEqual(await smallTargets(page), [], "targets under 44 px");
      await twiceTheText(page);
    });
  }
});
