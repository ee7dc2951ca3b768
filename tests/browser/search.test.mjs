import assert from "node:assert/strict";
import { test } from "node:test";
import { onPhone } from "./phone.mjs";
import { LIST, listWithBands, tab, titles, total, TOWN } from "./steps.mjs";

const NOTHING_NEAR = "/?place=Wem&radius_km=1&format=in_person";

/** Distances as the cards say them, in km; cards without a place say none. */
async function distances(page) {
  const said = await page.locator(".card .where").allInnerTexts();
  return said.flatMap((text) => (/^less than/.test(text) ? [0.25] : /^about ([\d.]+) km/.exec(text)?.slice(1).map(Number) ?? []));
}

async function starts(page) {
  return page.locator(".card time").evaluateAll((times) => times.map((time) => Date.parse(time.dateTime)));
}

function assertRising(numbers, words) {
  assert.ok(numbers.length > 5, words);
  assert.deepEqual(numbers, numbers.toSorted((one, other) => one - other), words);
}

/** How many meet online or by phone, as the row below a list counts them. */
async function fromAnywhere(page) {
  return Number(await page.locator(".results .rows li", { hasText: "from anywhere" }).locator("b").innerText());
}

/** How many there are in any way; who meets in person and online is near and from anywhere at once. */
async function inAnyWay(page) {
  const answer = await page.request.get(`/api/v1/activities?place=${TOWN}`);
  return (await answer.json()).total;
}

function order(page, name) {
  return page.getByRole("navigation", { name: "Order" }).getByRole("link", { name });
}

test("soonest, nearest and everything are one tap away from a list with bands", onPhone({}, async ({ page }) => {
  await page.goto(LIST);
  const near = await total(page);
  const all = await inAnyWay(page);
  assert.ok(near < all && all <= near + (await fromAnywhere(page)));
  await listWithBands(page);
  assert.equal(await total(page), near, "nothing is hidden from somebody who said how they feel");

  await order(page, "Soonest").click();
  await page.locator('.sorts [aria-current]', { hasText: "Soonest" }).waitFor();
  await page.locator(".band").first().waitFor();
  assertRising(await starts(page), "soonest first");

  await order(page, "Nearest").click();
  await page.locator('.sorts [aria-current]', { hasText: "Nearest" }).waitFor();
  await page.locator(".band").first().waitFor();
  assertRising(await distances(page), "nearest first");

  await order(page, "Everything").click();
  await page.locator(".band").first().waitFor({ state: "detached" });
  assert.equal(await total(page), all);
  await order(page, "Best fit").click();
  await page.locator(".band").first().waitFor();
}));

test("what meets online is counted below the list, one tap away, and a row leads back", onPhone({}, async ({ page }) => {
  await page.goto(LIST);
  const [near, anywhere] = [await total(page), await fromAnywhere(page)];
  assert.ok(anywhere > 0);
  await page.locator(".rows li", { hasText: "from anywhere" }).getByRole("link").click();
  await page.locator(".rows li", { hasText: "in person" }).waitFor();
  assert.equal(await total(page), anywhere);
  await page.locator(".rows li", { hasText: "in person" }).getByRole("link").click();
  await page.locator(".rows li", { hasText: "from anywhere" }).waitFor();
  assert.equal(await total(page), near);
}));

test("Everything also takes the filters off", onPhone({}, async ({ page }) => {
  const all = await inAnyWay(page);
  await page.goto(`${LIST}&kind=support_meetup&free=true`);
  assert.ok((await total(page)) < all);
  await order(page, "Everything").click();
  await page.locator("summary", { hasText: /^\s*Filters\s*$/ }).waitFor();
  assert.equal(await total(page), all);
}));

test("Show more goes on to the end, saying how many of how many", onPhone({}, async ({ page }) => {
  await page.goto(LIST);
  const all = await total(page);
  const more = page.locator("div.more .button", { hasText: "Show more" });
  let shown = 20;
  while (await more.count()) {
    assert.match(await page.locator("div.more").innerText(), new RegExp(`${shown} of ${all}`));
    await more.click();
    shown = Math.min(shown + 20, all);
    await page.locator(".card").nth(shown - 1).waitFor();
    assert.equal(await page.locator(".card").count(), shown);
  }
  assert.equal(shown, all);
  assert.match(await page.locator("div.more").innerText(), /end of the list/);
  assert.equal(new Set(await titles(page)).size, all, "no activity comes twice");
}));

test("Show more pressed twice adds the next ones once", onPhone({}, async ({ page, seen }) => {
  await page.goto(LIST, { waitUntil: "networkidle" });
  await page.locator("div.more .button", { hasText: "Show more" }).evaluate((more) => [more.click(), more.click()]);
  await page.locator("div.more", { hasText: "40 of " }).waitFor();
  const asked = seen.requests.filter((request) => request.url().includes("cursor=") && !request.serviceWorker());
  assert.equal(asked.length, 1);
  assert.equal(new Set(await titles(page)).size, 40);
}));

test("how a list goes on stands in no address where it would tell how one feels", onPhone({}, async ({ page, seen }) => {
  await listWithBands(page);
  assert.equal(await page.locator("a[href*='cursor=']").count(), 0);
  await page.locator("div.more .button", { hasText: "Show more" }).click();
  await page.locator(".card").nth(20).waitFor();
  assert.equal(await page.locator(".card").nth(20).locator(".band").count(), 1);
  assert.deepEqual(seen.requests.filter((request) => request.url().includes("cursor")), []);
}));

test("scrolling alone never loads more", onPhone({}, async ({ page, seen }) => {
  await page.goto(LIST, { waitUntil: "networkidle" });
  // The browser asks for a page's icon when it likes, and the worker fills its cache after the first
  // page, so only what a list could come by is counted.
  const asked = () => seen.requests.filter((request) => !request.serviceWorker() && ["document", "fetch", "xhr"].includes(request.resourceType())).length;
  const before = asked();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.waitForTimeout(700);
  assert.equal(asked(), before);
  assert.equal(await page.locator(".card").count(), 20);
}));

test("where nothing is near, the search is not widened; what is further is counted and offered", onPhone({}, async ({ page }) => {
  await page.goto(NOTHING_NEAR);
  assert.equal(await page.locator(".card").count(), 0);
  await page.getByRole("heading", { name: /^Nothing within 1 km/ }).waitFor();
  assert.match(await page.locator("main").innerText(), /We did not widen your search\./);
  assert.equal(await page.locator("summary", { hasText: "1 km" }).count(), 1, "the chip still says what was asked");

  const row = page.locator(".empty li", { hasText: /within \d+ km/ });
  const promised = Number(await row.locator("b").innerText());
  assert.ok(promised > 0);
  await row.getByRole("link", { name: "Show" }).click();
  await page.locator(".found").waitFor();
  assert.equal(await total(page), promised);
}));

test("every number an empty list offers is kept", onPhone({}, async ({ page }) => {
  await page.goto(NOTHING_NEAR);
  const rows = page.locator(".empty li");
  const offers = await rows.evaluateAll((list) => list.map((row) => [row.querySelector("a").getAttribute("href"), Number(row.querySelector("b").textContent)]));
  assert.ok(offers.length >= 2);
  for (const [address, promised] of offers) {
    await page.goto(address);
    assert.equal(await total(page), promised, address);
  }
}));

test("the Nearby tab of other pages leads back to the last search", onPhone({}, async ({ page }) => {
  await page.goto(`${LIST}&kind=volunteering&radius_km=10`);
  await tab(page, "About me").click();
  await tab(page, "Nearby").click();
  await page.locator("summary", { hasText: "Filters, 1 on" }).waitFor();
  assert.equal(await page.locator("summary", { hasText: "10 km" }).count(), 1);
}));
