import assert from "node:assert/strict";
import { test } from "node:test";
import { ORGANISE_SCREENS } from "./organise-screens.mjs";
import { onPhone } from "./phone.mjs";
import { openSettings } from "./settings-steps.mjs";
import { LIST, listWithBands } from "./steps.mjs";

/** What holds the focus: its name, whether its ring shows, and whether anything lies over it. */
function stop(page) {
  return page.evaluate(() => {
    const part = document.activeElement;
    if (!part || part === document.body) return null;
    const seen = part.closest("label") ?? part;
    const box = seen.getBoundingClientRect();
    const tabs = document.querySelector(".tabs");
    // Of a field of several lines the browser shows the one that is written in.
    const end = part.matches("textarea") ? box.top + 44 : box.bottom;
    const bar = tabs.getBoundingClientRect();
    const rings = [part, seen, seen.querySelector("span"), part.parentElement, part.closest(".card")].filter(Boolean).flatMap((one) => [getComputedStyle(one), getComputedStyle(one, "::after")]);
    const under = getComputedStyle(tabs).position === "fixed" && !tabs.contains(part) && end > bar.top + 1;
    return {
      name: (part.getAttribute("aria-label") ?? (part.labels?.[0] ?? part).textContent).trim().replace(/\s+/g, " ").slice(0, 40),
      hasRing: rings.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3),
      isSeen: box.top >= -1 && end <= innerHeight + 1 && box.width > 1,
      isUnder: under,
    };
  });
}

async function walk(page, most) {
  const stops = [];
  for (let count = 0; count < most; count += 1) {
    await page.keyboard.press("Tab");
    const here = await stop(page);
    if (!here) break;
    stops.push(here);
  }
  return stops;
}

function assertCalm(stops) {
  const say = (is) => stops.filter(is).map((one) => one.name);
  assert.deepEqual(say((one) => !one.name), [], "stops without a name");
  assert.deepEqual(say((one) => !one.hasRing), [], "stops whose focus does not show");
  assert.deepEqual(say((one) => one.isUnder), [], "stops under the tab bar");
  assert.deepEqual(say((one) => !one.isSeen), [], "stops that are not on the screen");
}

test("the first stop of every page skips to the main part", onPhone({}, async ({ page }) => {
  for (const address of ["/", LIST, "/about-me", "/settings", "/help"]) {
    await page.goto(address);
    await page.keyboard.press("Tab");
    assert.match((await stop(page)).name, /^Skip to the main part$/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), address);
  }
}));

test("on the list, each stop has a name, shows its focus and is never under the tab bar", onPhone({}, async ({ page }) => {
  await listWithBands(page);
  const stops = await walk(page, 45);
  assertCalm(stops);
  assert.ok(stops.length > 30, "heading, chips, orders and all 20 cards can be reached");
  await page.keyboard.press("Shift+Tab");
  for (let count = 0; count < 12; count += 1) {
    await page.keyboard.press("Shift+Tab");
    assertCalm([await stop(page)]);
  }
}));

test("About me and Help now can be walked through with the Tab key", onPhone({}, async ({ page }) => {
  for (const address of ["/about-me", "/help"]) {
    await page.goto(address);
    const stops = await walk(page, 60);
    assertCalm(stops);
    assert.match(stops.map((one) => one.name).join("|"), /Nearby/);
  }
}));

test("Settings can be walked through with the Tab key, and turned by it", onPhone({}, async ({ page }) => {
  await openSettings(page);
  const stops = await walk(page, 60);
  assertCalm(stops);
  assert.match(stops.map((one) => one.name).join("|"), /Tell me on this phone.*Send me that mail.*Keep these.*Make my twelve words.*Erase it/s);
  await page.getByLabel("A reminder, the evening before").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.locator(".done-row:focus", { hasText: "We tell you these" }).waitFor();
  assert.ok(await page.getByLabel("A reminder, the evening before").isChecked());
}));

test("the pages of posting and of reading listings can be walked through with the Tab key", onPhone({}, async ({ page }) => {
  for (const name of ["step-where", "one", "helpers", "review-change"]) {
    await ORGANISE_SCREENS.find((screen) => screen.name === name).open(page);
    const stops = await walk(page, 70);
    assertCalm(stops);
    assert.match(stops.map((one) => one.name).join("|"), /Continue|Cancel the whole activity|Ask them|Send it back/, name);
  }
}));

test("filters open, hold the focus, close with Escape, and can be set without a pointer", onPhone({}, async ({ page }) => {
  await page.goto(LIST);
  const chip = page.locator("summary", { hasText: "Filters" });
  await chip.focus();
  await page.keyboard.press("Enter");
  await page.locator(".sheet[open] .panel").waitFor();
  const isInside = () => page.evaluate(() => document.activeElement.closest(".sheet[open] .panel") !== null);
  assert.ok(await isInside(), "the focus is in the sheet that opened");
  for (let count = 0; count < 60; count += 1) {
    await page.keyboard.press("Tab");
    assert.ok(await isInside(), `left the sheet at step ${count}`);
  }
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".sheet[open]").count(), 0);
  assert.ok(await chip.evaluate((part) => part === document.activeElement), "the focus is back on its chip");

  await page.keyboard.press("Enter");
  await page.getByRole("checkbox", { name: "Support meetup" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.locator("summary", { hasText: "Filters, 1 on" }).waitFor();
  assert.match(page.url(), /kind=support_meetup/);
}));

test("Back closes an open sheet and leaves the list where it was", onPhone({}, async ({ page }) => {
  await page.goto(LIST);
  await page.locator("summary", { hasText: "5 km" }).click();
  await page.locator(".sheet[open]").waitFor();
  await page.goBack();
  await page.locator(".sheet[open]").waitFor({ state: "detached" });
  assert.match(page.url(), /place=Shrewsbury/);
  assert.equal(await page.locator(".card").count(), 20);
}));

test("a card opens with Enter", onPhone({}, async ({ page }) => {
  await page.goto(LIST);
  const way = page.locator(".card h3 a").nth(2);
  const title = await way.innerText();
  await way.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}));
