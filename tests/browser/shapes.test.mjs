import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenWords, overlaps, sideways } from "./checks.mjs";
import { onPhone } from "./phone.mjs";
import { LIST, listWithBands, openFirst } from "./steps.mjs";

const LONG = "/?place=Berwick-upon-Tweed&format=in_person";
const NARROW = { viewport: { width: 320, height: 568 } };
const A4 = { viewport: { width: 718, height: 1000 } };

async function fits(page, where) {
  assert.deepEqual(await sideways(page), [], `${where}: sideways`);
  assert.deepEqual(await overlaps(page), [], `${where}: overlaps`);
}

test("a title of one very long word fits on a narrow phone, in the list and on its page", onPhone(NARROW, async ({ page }) => {
  await listWithBands(page, LONG);
  assert.match(await page.locator(".cards").innerText(), /Handwerkergemeinschaft/);
  await fits(page, "list");
  await page.locator(".card h3 a", { hasText: "Handwerker" }).click();
  await page.locator(".fit").waitFor();
  assert.match(await page.locator("main").innerText(), /Llanfairpwll[\s\S]*a\/good\/while\.html/);
  await fits(page, "activity");
}));

test("read from right to left, nothing sticks out or overlaps", onPhone({}, async ({ page }) => {
  const mirror = () => page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  for (const address of ["/", "/about-me", "/help", "/?place=Wem&radius_km=1&format=in_person"]) {
    await page.goto(address);
    await mirror();
    await fits(page, address);
  }
  await listWithBands(page, LONG);
  await mirror();
  await fits(page, "list");
  const mark = await page.locator(".brand").boundingBox();
  const help = await page.locator(".help").boundingBox();
  assert.ok(mark.x > help.x, "the mark is at the start of the line: on the right");
  await openFirst(page);
  await mirror();
  await fits(page, "activity");
}));

test("a title in Arabic reads from right to left in an English page", onPhone({}, async ({ page }) => {
  await page.goto(LONG);
  const title = page.locator(".card h3 a", { hasText: "شاي" });
  assert.equal(await title.evaluate((part) => getComputedStyle(part.closest("h3")).direction), "rtl");
}));

test("an activity prints whole: every part, no tabs, nothing sticking out", onPhone(A4, async ({ page }) => {
  await page.goto(LIST);
  await openFirst(page);
  const parts = await page.locator("main h2").allInnerTexts();
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(await page.locator("main h2").locator("visible=true").allInnerTexts(), parts);
  for (const part of [".tabs", ".help", "[data-print]"]) assert.equal(await page.locator(part).isVisible(), false, part);
  await fits(page, "print");
  assert.deepEqual(await brokenWords(page), []);
  const paper = await page.pdf({ format: "A4", margin: { top: "1cm", bottom: "1cm", left: "1cm", right: "1cm" } });
  const pages = paper.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages <= 5, `${pages} sheets of paper`);
}));

test("a wide screen shows the same without sticking out", onPhone({ viewport: { width: 1280, height: 800 } }, async ({ page }) => {
  await listWithBands(page);
  await fits(page, "list");
  await openFirst(page);
  await page.locator(".fit").waitFor();
  await fits(page, "activity");
  const tabs = await page.locator(".tabs").boundingBox();
  assert.ok(tabs.y < 100, "the tabs have moved into the top bar");
}));
