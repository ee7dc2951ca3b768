import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenWords, overlaps, sideways } from "./checks.mjs";
import { onPhone } from "./phone.mjs";
import { feel, LIST, listWithBands, openFirst } from "./steps.mjs";

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

test("with twice the text on a narrow phone each band stays inside its card", onPhone(NARROW, async ({ page }) => {
  await listWithBands(page);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  const out = await page.evaluate(() => [...document.querySelectorAll(".card .band")]
    .filter((band) => band.getBoundingClientRect().right > band.closest(".card").getBoundingClientRect().right - 8)
    .map((band) => band.textContent));
  assert.deepEqual(out, []);
  assert.ok(await page.locator(".card .band").count() > 10);
}));

test("a part of a form that says nothing yet draws no line, and no line runs through a question", onPhone({}, async ({ page }) => {
  await page.goto("/about-me");
  const lines = await page.evaluate(() => [...document.querySelectorAll(".rule > :empty")].map((part) => getComputedStyle(part).borderBlockStartWidth));
  assert.deepEqual([...new Set(lines)], ["0px"]);
  const legend = page.locator("#f-budget > legend");
  const [question, group] = [await legend.boundingBox(), await page.locator("#f-budget").boundingBox()];
  assert.ok(question.y >= group.y + 8, "the question stands below its line");
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
  const help = await page.getByRole("link", { name: "Help now" }).boundingBox();
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
  assert.ok(await page.locator(".help").count() >= 3);
  for (const part of [".tabs", ".help", "[data-print]"]) assert.equal(await page.locator(part).locator("visible=true").count(), 0, part);
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

/** Controls that still lie under the tab bar at the end of a page, where they can be moved no further. */
function underTabs(page) {
  return page.evaluate(() => {
    scrollTo(0, document.body.scrollHeight);
    const tabs = document.querySelector(".tabs");
    const bar = tabs.getBoundingClientRect();
    return [...document.querySelectorAll("main :is(a, button, summary, input, select)")]
      .filter((part) => part.checkVisibility() && part.getBoundingClientRect().bottom > bar.top)
      .map((part) => part.textContent.trim());
  });
}

test("nothing stays under the tab bar: the end of each page can be scrolled clear of it", onPhone({}, async ({ page }) => {
  await page.goto(LIST);
  const activity = await page.locator(".card h3 a").first().getAttribute("href");
  for (const address of ["/", LIST, activity, "/about-me", "/help"]) {
    await page.goto(address);
    assert.equal(await page.locator(".tabs").evaluate((tabs) => getComputedStyle(tabs).position), "fixed");
    assert.deepEqual(await underTabs(page), [], address);
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    assert.deepEqual(await underTabs(page), [], `${address} with twice the text`);
  }
}));

test("with twice the text on a narrow phone, a sheet leaves most of its room to what it asks", onPhone(NARROW, async ({ page }) => {
  await page.goto(LIST);
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await page.locator("summary", { hasText: "Filters" }).click();
  const choices = page.locator(".sheet[open] .pick");
  await choices.first().waitFor();
  const boxes = await choices.evaluateAll((picks) => picks.map((pick) => pick.getBoundingClientRect().bottom));
  assert.ok(boxes.filter((bottom) => bottom <= 568).length >= 3, "three choices are on the screen");
  const show = page.locator(".sheet[open] .done button");
  await show.scrollIntoViewIfNeeded();
  assert.ok(await show.isVisible());
}));

test("the fit of an activity keeps its distance from the head, with or without a notice above it", onPhone({}, async ({ page }) => {
  await feel(page, "Often");
  for (const address of [LIST, LONG]) {
    await page.goto(address);
    await openFirst(page);
    await page.locator(".fit").waitFor();
    const [head, fit] = await Promise.all([page.locator(".head").boundingBox(), page.locator(".fit").boundingBox()]);
    assert.ok(fit.y - head.y - head.height >= 12, `${fit.y - head.y - head.height} px`);
  }
}));
