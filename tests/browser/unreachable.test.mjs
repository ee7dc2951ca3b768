import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { onPhone } from "./phone.mjs";
import { feel, LIST, openFirst, titles, total } from "./steps.mjs";

const CALM = /could not|can't|cannot/;
const ALARMING = /\b(error|failed|fatal|oops|sorry)\b/i;

/** From now on, whatever the page sends with answers in it does not arrive. */
function lose(page, how) {
  return page.route((url) => url.pathname !== "/about-me", (route) => (route.request().method() === "POST" ? how(route) : route.continue()));
}

async function assertNeutral(page, all) {
  await page.locator(".card").first().waitFor({ state: "visible" });
  assert.equal(await total(page), all, "nothing is hidden");
  assert.equal(await page.locator(".card").locator("visible=true").count(), 20);
  assert.equal(await page.locator(".band").count(), 0);
}

for (const [how, answer] of Object.entries({
  "does not arrive": (route) => route.abort(),
  "meets a server in trouble": (route) => route.fulfill({ status: 503, body: "" }),
})) {
  test(`when asking what suits ${how}, the plain list stands there with a calm word`, onPhone({}, async ({ page }) => {
    await page.goto(LIST);
    const [all, plain] = [await total(page), await titles(page)];
    await feel(page, "Often");
    await lose(page, answer);
    await page.goto(LIST);
    await assertNeutral(page, all);
    assert.deepEqual(await titles(page), plain);
    const said = page.locator("main [role=status]", { hasText: CALM });
    await said.waitFor({ timeout: 3000 });
    assert.doesNotMatch(await said.innerText(), ALARMING);
  }));
}

test("when nothing moves, the plain list is there within 5 s and does not change afterwards", onPhone({}, async ({ page }) => {
  await page.goto(LIST);
  const all = await total(page);
  await feel(page, "Often");
  const late = [];
  await lose(page, (route) => late.push(route));
  await page.goto(LIST);
  await pause(4800);
  await assertNeutral(page, all);
  const plain = await titles(page);
  for (const route of late) await route.continue().catch(() => undefined);
  await pause(1200);
  assert.deepEqual(await titles(page), plain, "a list that is being read is not put in another order");
}));

for (const [whose, level] of Object.entries({ "a plain list": null, "a list that suits": "Often" })) {
  test(`when more of ${whose} can't be loaded, it stays and Show more can be tried again`, onPhone({}, async ({ page }) => {
    if (level) await feel(page, level);
    await page.goto(LIST);
    if (level) await page.locator(".band").first().waitFor();
    const before = await titles(page);
    await page.route("**/*", (route) => (route.request().resourceType() === "fetch" ? route.abort() : route.continue()));
    const more = page.locator("div.more .button", { hasText: "Show more" });
    await more.click();
    const said = page.locator("div.more [role=status]", { hasText: CALM });
    await said.waitFor();
    assert.doesNotMatch(await said.innerText(), ALARMING);
    assert.deepEqual(await titles(page), before);
    await page.unrouteAll();
    await more.click();
    await page.locator(".card").nth(before.length).waitFor();
    const after = await titles(page);
    assert.deepEqual(after.slice(0, before.length), before);
    assert.equal(new Set(after).size, after.length, "no activity comes twice");
  }));
}

test("an activity is whole when asking how it may feel does not arrive", onPhone({}, async ({ page }) => {
  await feel(page, "Often");
  await lose(page, (route) => route.abort());
  await page.goto(LIST);
  await openFirst(page);
  assert.ok(await page.getByRole("heading", { name: "Finding us" }).isVisible());
  assert.equal(await page.locator(".fit").count(), 0);
}));

test("a list that has to wait for its answer says so in a word, without moving anything", onPhone({}, async ({ page }) => {
  await feel(page, "Often");
  const late = [];
  await lose(page, (route) => late.push(route));
  await page.goto(LIST);
  const word = page.getByText("Loading", { exact: true });
  await word.waitFor({ state: "visible" });
  const head = await page.locator(".head").boundingBox();
  await late[0].continue();
  await page.locator(".band").first().waitFor();
  await word.waitFor({ state: "hidden" });
  assert.deepEqual(await page.locator(".head").boundingBox(), head);
}));
