import assert from "node:assert/strict";
import { test } from "node:test";
import { cached, isHelpThere, kept, throughGate } from "./gate.mjs";
import { until } from "./outbox-steps.mjs";
import { foreign, onPhone } from "./phone.mjs";
import { feelsOften, knowsNobody, LIST, listWithBands, openFirst } from "./steps.mjs";

const ELSEWHERE = "https://www.wikipedia.org/";
const PERSONAL = /level=4|Shrewsbury|activities\//;

/** The other site, as far as a phone asks for it; gives what was asked. */
async function elsewhere(context) {
  const asked = [];
  await context.route(`${ELSEWHERE}**`, (route) => {
    asked.push(route.request());
    return route.fulfill({ contentType: "text/html", body: "<title>Elsewhere</title><h1>Elsewhere</h1>" });
  });
  return asked;
}

function gone(page) {
  return page.getByRole("heading", { name: "Elsewhere" }).waitFor();
}

function leave(page) {
  return page.getByRole("link", { name: "Leave this site" });
}

/** Answers, remembered on the phone; a list and an activity, kept there. */
async function livesHere(page) {
  await listWithBands(page);
  await page.goto("/about-me");
  await feelsOften(page);
  await page.getByRole("switch", { name: "Remember on this phone" }).check();
  await page.getByText("Remembered on this phone.").waitFor();
  await kept(page);
  await page.goto(LIST);
  await openFirst(page);
  await until(() => page.evaluate(async () => (await (await caches.open("alongside-pages")).keys()).length >= 2));
}

/** Everything that this phone keeps, in this tab and outside it. */
function everything(page) {
  return page.evaluate(async () => {
    const rows = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve) => (indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result)));
      for (const store of database.objectStoreNames) {
        rows.push(await new Promise((resolve) => (database.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => resolve(target.result))));
      }
      database.close();
    }
    const pages = [];
    for (const name of await caches.keys()) pages.push(name, ...(await (await caches.open(name)).keys()).map(({ url }) => url));
    return JSON.stringify([{ ...sessionStorage }, rows, pages]);
  });
}

test("Leave takes this page's place and all that is personal; the shell, Help now and the session stay", throughGate({}, async ({ context, page, gate, network }) => {
  const asked = await elsewhere(context);
  await livesHere(page);
  assert.match(await everything(page), PERSONAL);
  await context.addCookies([{ name: "held", value: "yes", url: gate.origin }]);
  await leave(page).click();
  await gone(page);
  assert.equal(context.pages().length, 1, "in this tab");
  assert.equal((await asked[0].allHeaders()).referer, undefined, "nobody is told where from");

  const later = await context.newPage();
  await later.goto("/help");
  assert.doesNotMatch(await everything(later), PERSONAL);
  const names = Object.keys(await cached(later));
  assert.equal(names.filter((name) => name.startsWith("alongside-core-")).length, 1);
  assert.ok(!names.includes("alongside-leaving"), "and it is finished");
  assert.equal((await context.cookies(gate.origin)).length, 1);
  await network.lose();
  assert.ok(await isHelpThere(later));
  await later.goto("/about-me");
  assert.equal(await later.getByRole("radio", { name: "Often" }).isChecked(), false);
}));

test("Back shows none of the pages that were open, and opening it anew shows it clean", onPhone({}, async ({ context, page }) => {
  await elsewhere(context);
  await listWithBands(page);
  await openFirst(page);
  await leave(page).click();
  await gone(page);
  for (let step = 0; step < 2; step += 1) {
    await page.goBack();
    await gone(page);
    assert.equal(page.url(), ELSEWHERE);
  }
  await page.goto(LIST);
  await page.locator(".card").first().waitFor();
  assert.equal(await page.locator(".band").count(), 0);
  await page.goto("/help");
  await page.goBack();
  await page.locator(".card").first().waitFor();
}));

test("a page that the browser brings back as it was shows nothing", onPhone({}, async ({ context, page }) => {
  await elsewhere(context);
  await page.goto(LIST);
  await page.evaluate(() => {
    sessionStorage.setItem("left", "yes");
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await gone(page);
}));

test("nothing that a phone does not answer holds it up, and meanwhile nothing can be read", onPhone({}, async ({ context, page }) => {
  await elsewhere(context);
  await page.addInitScript(() => {
    const never = () => new Promise(() => undefined);
    for (const name of ["open", "deleteDatabase"]) IDBFactory.prototype[name] = () => ({});
    for (const name of ["open", "delete", "has", "keys", "match"]) CacheStorage.prototype[name] = never;
    globalThis.fetch = never;
    addEventListener("click", () => console.info(document.title, document.body.checkVisibility()));
  });
  await page.goto(LIST);
  const [said] = await Promise.all([page.waitForEvent("console"), leave(page).click()]);
  assert.equal(said.text(), "Loading false");
  await gone(page);
}));

test("without a signal a page comes that could be anybody's, and Back leads there again", throughGate({}, async ({ page, network }) => {
  await livesHere(page);
  await page.goto("/mine");
  await network.lose();
  await leave(page).click();
  const neutral = async () => {
    await page.getByRole("heading", { name: "You are offline" }).waitFor();
    assert.equal(await page.title(), "Offline");
    assert.doesNotMatch(await page.content(), /Alongside|anxi|static\/dist/i);
  };
  await neutral();
  await page.goBack();
  await neutral();
  await page.goto("/offline");
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.doesNotMatch(await everything(page), PERSONAL);
}));

test("what was cut off is finished before anything is shown", throughGate({}, async ({ context, page }) => {
  await livesHere(page);
  await page.evaluate(() => caches.open("alongside-leaving"));
  const later = await context.newPage();
  await knowsNobody(later);
  assert.ok(!("alongside-leaving" in (await cached(later))));
}));

test("every other open page of this phone is left with it", throughGate({}, async ({ context, page }) => {
  await elsewhere(context);
  await livesHere(page);
  const other = await context.newPage();
  await other.goto("/about-me");
  await kept(other);
  await leave(page).click();
  await Promise.all([gone(page), gone(other)]);
}));

test("Shift three times leaves, also while typing; capitals and pauses do not", onPhone({}, async ({ context, page }) => {
  await elsewhere(context);
  await page.goto("/");
  await page.getByLabel("Town or postcode").focus();
  for (const letter of "LEWES") await page.keyboard.press(`Shift+${letter}`);
  for (let time = 0; time < 2; time += 1) await page.keyboard.press("Shift");
  await page.getByRole("status").getByText("Shift once more leaves this site.").waitFor();
  await page.getByRole("status").getByText("You are still here.").waitFor();
  await page.keyboard.press("Shift");
  assert.equal(await page.getByLabel("Town or postcode").inputValue(), "LEWES");
  for (let time = 0; time < 2; time += 1) await page.keyboard.press("Shift");
  await gone(page);
}));

test("leaving with Shift can be turned off where it is explained, and Leave stays", onPhone({}, async ({ context, page }) => {
  await elsewhere(context);
  await page.goto("/help");
  await page.getByRole("switch", { name: "Leave with the Shift key" }).uncheck();
  await page.getByText("Shift no longer leaves.").waitFor();
  await page.goto("/about-me", { waitUntil: "networkidle" });
  for (let time = 0; time < 5; time += 1) await page.keyboard.press("Shift", { delay: 30 });
  await page.getByRole("heading", { name: "About me" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.ok(await leave(page).evaluate((link) => link === document.activeElement), "the second stop of the keyboard");
  await page.keyboard.press("Enter");
  await gone(page);
}));

test("Leave is in reach wherever one has scrolled to, and nothing foreign is loaded before it is used", onPhone({}, async ({ page, seen }) => {
  await page.goto(LIST);
  await page.mouse.wheel(0, 3000);
  await page.locator(".leave.afloat").waitFor();
  const { x, y, width, height } = await leave(page).boundingBox();
  assert.ok(y >= 0 && y + height < 80 && x + width <= 375 && height >= 44 && width >= 44, "whole, and in the corner");
  await page.mouse.wheel(0, -3000);
  await page.locator(".leave:not(.afloat)").waitFor();
  assert.deepEqual(foreign(seen), []);
}));

test("without a script Leave is a link that tells nobody where from", onPhone({ javaScriptEnabled: false }, async ({ context, page }) => {
  const asked = await elsewhere(context);
  await page.goto(LIST);
  await leave(page).click();
  await gone(page);
  assert.equal(context.pages().length, 1);
  assert.equal((await asked[0].allHeaders()).referer, undefined);
}));
