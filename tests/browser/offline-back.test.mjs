import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { cached, notice, throughGate, visitAndKeep } from "./gate.mjs";
import { until } from "./outbox-steps.mjs";
import { LIST, openFirst } from "./steps.mjs";

const VISITED = "alongside-pages";
const NOT_HERE = { name: "This page is not on your phone yet" };

/** Opens a list and an activity, and goes on to another page; gives the activity's address. */
async function lookAndLeave(page, address) {
  await visitAndKeep(page, LIST);
  await openFirst(page);
  const seen = new URL(page.url()).pathname;
  await page.goto(address, { waitUntil: "networkidle" });
  return seen;
}

/** Tells whether the browser's own memory holds a page. */
function remembers(page, address) {
  return page.evaluate((path) => fetch(path, { cache: "only-if-cached", mode: "same-origin" }).then(({ ok }) => ok, () => false), address);
}

/** Alters the copy of a page: its text, and how many days ago it was made. */
function alter(page, address, { text = "", days = 0 }) {
  return page.evaluate(async ([name, path, more, ago]) => {
    const cache = await caches.open(name);
    const copy = await cache.match(path);
    const headers = new Headers(copy.headers);
    headers.set("date", new Date(Date.now() - ago * 86_400_000).toUTCString());
    await cache.put(path, new Response((await copy.text()) + more, { headers }));
  }, [VISITED, address, text, days]);
}

test("a step back asks the server: an activity hidden meanwhile is gone, and so is its copy", throughGate({}, async ({ page, gate }) => {
  const seen = await lookAndLeave(page, "/help");
  assert.equal(await remembers(page, seen), false, "the worker leaves no page in the browser's own memory");
  gate.change(seen, { status: 410, text: () => "<h1>This is no longer here</h1>" });
  await page.goBack();
  await page.getByRole("heading", { name: "This is no longer here" }).waitFor();
  await until(() => page.evaluate((address) => caches.match(address).then((copy) => !copy), seen));
}));

test("after Clear this phone, steps back without a signal show no page, and none is kept", throughGate({}, async ({ context, page, gate }) => {
  await lookAndLeave(page, "/about-me");
  assert.ok(await remembers(page, LIST), "it was loaded before the worker was there");
  await page.getByRole("button", { name: /^Clear/ }).click();
  await page.getByText(/^Cleared\./).waitFor();
  assert.equal(await remembers(page, LIST), false);
  gate.set("cut");
  await context.setOffline(true);
  for (let step = 1; step <= 2; step++) {
    await page.goBack();
    await page.getByRole("heading", NOT_HERE).waitFor();
  }
  assert.equal(new URL(page.url()).search, "?place=Shrewsbury");
  assert.deepEqual((await cached(page))[VISITED] ?? [], []);
}));

test("a database that never opens does not hold up Clear this phone, and nobody is told it is empty", throughGate({}, async ({ page }) => {
  await visitAndKeep(page, LIST);
  await page.addInitScript(() => (IDBFactory.prototype.open = () => ({})));
  await page.goto("/help");
  await page.getByRole("button", { name: /^Clear/ }).click();
  await page.getByText(/^This tab and the pages you opened are cleared\. .* could not be reached\./).waitFor({ timeout: 6000 });
  assert.deepEqual((await cached(page))[VISITED] ?? [], []);
}));

test("a page brought back as it was left is loaded anew once the phone has forgotten it", throughGate({}, async ({ page }) => {
  await visitAndKeep(page, LIST);
  await until(() => page.evaluate((address) => caches.match(address).then(Boolean), LIST));
  const comeBack = () => page.evaluate(() => {
    globalThis.isSame = true;
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await comeBack();
  await pause(500);
  assert.ok(await page.evaluate(() => globalThis.isSame));
  await page.evaluate((name) => caches.delete(name), VISITED);
  await comeBack();
  await page.waitForFunction(() => !("isSame" in globalThis));
}));

test("a copy that the server calls unchanged is shown as fresh, and its date is renewed", throughGate({}, async ({ page, gate }) => {
  await lookAndLeave(page, "/help");
  await alter(page, LIST, { text: "<p>From the copy</p>", days: 2 });
  gate.passed.length = 0;
  // A busy server may be slower than a copy is kept back for; then one asks again.
  await until(async () => {
    await page.goto(LIST);
    await page.getByText("From the copy").waitFor();
    return !(await notice(page).isVisible());
  });
  assert.ok(gate.passed.includes(`GET ${LIST}`));
  const isRenewed = (address) => caches.match(address).then((copy) => Date.now() - Date.parse(copy.headers.get("date")) < 60_000);
  await page.waitForFunction(isRenewed, LIST);
}));

test("a copy is dropped after thirty days", throughGate({}, async ({ page }) => {
  const seen = await lookAndLeave(page, "/help");
  await alter(page, seen, { days: 31 });
  await page.goto(`${LIST}&radius_km=5`);
  await until(() => page.evaluate((address) => caches.match(address).then((copy) => !copy), seen));
  assert.ok((await cached(page))[VISITED].includes(LIST));
}));

test("what a waiting version brought is shown before an older copy", throughGate({}, async ({ page, gate, network }) => {
  await visitAndKeep(page, "/help");
  await pause(1100);
  gate.change("/sw.js", { text: (script) => script.replace(/"version":"\w+"/, '"version":"thenextone"') });
  gate.change("/help", { text: (text) => text.replaceAll("Call 999", "Call 112") });
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
  await until(() => page.evaluate(() => navigator.serviceWorker.ready.then(({ waiting }) => waiting !== null)));
  await network.lose();
  await page.goto("/help");
  await page.getByRole("link", { name: "Call 112" }).first().waitFor();
  assert.match(await notice(page).innerText(), /^You are offline\./);
}));
