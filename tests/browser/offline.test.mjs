import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { brokenWords, overlaps, sideways, smallTargets, violations } from "./checks.mjs";
import { isHelpThere, isStyled, kept, notice, throughGate, visitAndKeep } from "./gate.mjs";
import { until } from "./outbox-steps.mjs";
import { SMALL_PHONE } from "./phone.mjs";
import { feel, LIST, openFirst, titles } from "./steps.mjs";

const COPY = /This is the copy from \d{2}:\d{2}\. .*Everything here can still be read\./;
const NOT_HERE = { name: "This page is not on your phone yet" };

/** Opens a list and its first activity; gives the address of that activity and of one never opened. */
async function lookAround(page) {
  await visitAndKeep(page, LIST);
  const unseen = await page.locator(".card h3 a").nth(3).getAttribute("href");
  const title = await openFirst(page);
  await page.waitForLoadState("networkidle");
  return { title, seen: new URL(page.url()).pathname, unseen };
}

function heading(page) {
  return page.getByRole("heading", { level: 1 }).innerText().then((text) => text.trim());
}

test("after one visit the list, the first screen and Help now are there without a signal", throughGate({}, async ({ page, network }) => {
  await visitAndKeep(page, LIST);
  const shown = await titles(page);
  await network.lose();

  await page.goto(LIST);
  assert.match(await notice(page).innerText(), /^You are offline\./);
  assert.match(await notice(page).innerText(), COPY);
  assert.deepEqual(await titles(page), shown);
  assert.ok(await isStyled(page));

  await page.goto("/");
  assert.equal(await heading(page), "What is near you?");
  assert.match(await notice(page).innerText(), COPY);

  assert.ok(await isHelpThere(page), "though it was never opened");
  await page.goto("/about-me?place=Shrewsbury");
  assert.equal(await heading(page), "About me");
}));

test("an activity one opened is whole without a signal; another one says calmly what works", throughGate({}, async ({ page, network }) => {
  const { seen, unseen, title } = await lookAround(page);
  await network.lose();
  await page.goto(seen);
  assert.equal(await heading(page), title);
  assert.match(await notice(page).innerText(), COPY);
  assert.ok(await page.getByRole("heading", { name: "Finding us" }).isVisible());

  await page.goto(unseen);
  await page.getByRole("heading", NOT_HERE).waitFor();
  assert.match(await page.locator(".lead").innerText(), /^You are offline\. When the connection is back, it opens as usual\.$/);
  assert.ok(await isStyled(page));
  await page.getByRole("link", { name: title }).waitFor();
  const ways = await page.locator("main .reach a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.deepEqual(ways, [LIST, "/help", "/about-me", seen]);
  assert.match(await page.locator("main .reach li").first().innerText(), /^Near Shrewsbury: the list from \d{2}:\d{2}$/);

  await network.return();
  await page.getByRole("link", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "What it is like" }).waitFor();
  assert.equal(new URL(page.url()).pathname, unseen.split("?")[0]);
  assert.equal(await notice(page).isVisible(), false);
}));

test("when nothing moves, the copy is there within 4 s of waiting; what comes late is in the next copy", throughGate({}, async ({ page, gate, network }) => {
  const { seen, title } = await lookAround(page);
  const opening = async () => {
    const since = Date.now();
    await page.goto(seen);
    return Date.now() - since;
  };
  await network.lose();
  const usual = await opening();
  await network.return();
  await network.hang();
  const waited = await opening();
  assert.ok(waited < 4000 + 2 * usual, `${waited} ms, where a copy takes ${usual} ms at once`);
  assert.equal(await heading(page), title);
  assert.match(await notice(page).innerText(), /^The connection is slow right now\. This is the copy from/);

  gate.set("open");
  gate.change(seen, { text: (page) => page.replaceAll(title, "A later title") });
  const late = gate.hold(seen);
  await page.goto(seen);
  assert.equal(await heading(page), title);
  late.release();
  await until(() => page.evaluate((address) => caches.match(address).then((copy) => copy.text()).then((text) => text.includes("A later title")), seen));
  await network.lose();
  await page.goto(seen);
  assert.equal(await heading(page), "A later title");
}));

test("a slow phone is waited for where there is no copy, and told after 10 s that nothing came", throughGate({}, async ({ context, page, gate }) => {
  const { unseen } = await lookAround(page);
  gate.hold("/activities/000000000000");
  const slow = gate.hold(unseen.split("?")[0]);
  const other = await context.newPage();
  const told = other.goto("/activities/000000000000", { timeout: 20_000 });
  const coming = page.goto(unseen);
  await pause(4000);
  slow.release();
  await coming;
  await page.getByRole("heading", { name: "What it is like" }).waitFor();
  await told;
  await other.getByRole("heading", NOT_HERE).waitFor();
  assert.match(await other.locator(".lead").innerText(), /^The connection is slow right now\./);
}));

test("a server in trouble is answered by the copy", throughGate({}, async ({ page, gate, network }) => {
  const { seen, unseen, title } = await lookAround(page);
  for (const path of [seen, unseen.split("?")[0]]) gate.change(path, { status: 503, text: () => "<h1>Trouble</h1>" });
  await network.aMinuteLater();
  await page.goto(seen);
  assert.equal(await heading(page), title);
  assert.match(await notice(page).innerText(), /^Alongside can't be reached right now\./);
  await page.goto(unseen);
  assert.equal(await heading(page), "Trouble", "without a copy the server's own words stand");
}));

for (const when of ["at once", "late"]) {
  test(`an activity that was taken down leaves the phone, also when that is known ${when}`, throughGate({}, async ({ page, gate, network }) => {
    const { seen, title } = await lookAround(page);
    gate.change(seen, { status: 410, text: () => "<h1>This is no longer here</h1>" });
    const answer = gate.hold(seen);
    if (when === "at once") answer.release();
    await network.aMinuteLater();
    await page.goto(seen);
    assert.equal(await heading(page), when === "late" ? title : "This is no longer here");
    answer.release();
    await until(() => page.evaluate((address) => caches.match(address).then((copy) => !copy), seen));
    await network.lose();
    await page.goto(seen);
    await page.getByRole("heading", NOT_HERE).waitFor();
  }));
}

test("a copy is shown at once and once, also to somebody with answers, and nothing is asked", throughGate({}, async ({ page, network, seen }) => {
  await visitAndKeep(page, LIST);
  const plain = await titles(page);
  await feel(page, "Often");
  await network.hang();
  await page.goto(LIST);
  await page.locator(".card").first().waitFor({ state: "visible", timeout: 2500 });
  assert.deepEqual(await titles(page), plain);
  assert.match(await notice(page).innerText(), /It does not use your answers\./);
  await pause(4500);
  assert.equal(await page.locator("main .notice").locator("visible=true").count(), 1, "one notice, not two");
  assert.deepEqual(seen.requests.filter((request) => request.method() === "POST" && request.url().endsWith("/")), []);
}));

test("when the network is back the copy offers to look for changes, and nothing loads by itself", throughGate({}, async ({ page, network, gate }) => {
  await visitAndKeep(page, LIST);
  await network.lose();
  await page.goto(LIST);
  await notice(page).getByRole("link", { name: "Try again" }).waitFor();
  await page.evaluate(() => (globalThis.isSame = true));
  gate.passed.length = 0;
  await network.return();
  const check = notice(page).getByRole("link", { name: "Check for changes" });
  await check.waitFor();
  assert.match(await notice(page).innerText(), /^You are online again\. This is the copy from/);
  await pause(500);
  assert.ok(await page.evaluate(() => globalThis.isSame));
  assert.deepEqual(gate.passed, []);
  await check.click();
  await notice(page).waitFor({ state: "hidden" });
  assert.equal(page.url(), new URL(LIST, gate.origin).href);
}));

test("a copy of another day says which day", throughGate({ locale: "en-US" }, async ({ page, network }) => {
  await visitAndKeep(page, LIST);
  await page.evaluate(async (address) => {
    const cache = await caches.open("alongside-pages");
    const copy = await cache.match(address);
    const headers = new Headers(copy.headers);
    headers.set("date", new Date(2020, 4, 4, 14, 5).toUTCString());
    await cache.put(address, new Response(await copy.blob(), { headers }));
  }, LIST);
  await network.lose();
  await page.goto(LIST);
  assert.match(await notice(page).innerText(), /the copy from Mon 4 May 2020, 2:05\spm\./);
}));

test("a page one went on to while the worker was made is kept too", throughGate({}, async ({ page, gate, network }) => {
  const install = gate.hold("/offline");
  const list = gate.hold("/");
  await page.goto("/help");
  await install.asked;
  const coming = page.goto(LIST);
  await list.asked;
  install.release();
  list.release();
  await coming;
  await kept(page);
  await network.lose();
  await page.goto(LIST);
  assert.equal(await heading(page), "Near Shrewsbury");
}));

test("copies and the page for no connection are for everybody: axe, targets, twice the text", throughGate({ reducedMotion: "reduce" }, async ({ page, network }) => {
  const { seen, unseen } = await lookAround(page);
  await network.lose();
  for (const address of [LIST, seen, unseen, "/help"]) {
    await page.setViewportSize(SMALL_PHONE);
    await page.goto(address);
    assert.deepEqual(await violations(page), [], address);
    assert.deepEqual(await smallTargets(page), [], address);
    await page.setViewportSize({ width: 320, height: 568 });
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    assert.deepEqual([await sideways(page), await overlaps(page), await brokenWords(page)], [[], [], []], address);
  }
}));

test("a full phone does not break a page", throughGate({}, async ({ context, page, gate }) => {
  await visitAndKeep(page, LIST);
  const browser = await context.newCDPSession(page);
  await browser.send("Storage.overrideQuotaForOrigin", { origin: gate.origin, quotaSize: 1 });
  const title = await openFirst(page);
  assert.equal(await heading(page), title);
  assert.ok(await isStyled(page));
  await page.goto("/help");
  assert.equal(await heading(page), "Help now");
  await kept(page);
}));
