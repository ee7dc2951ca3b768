import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { brotliCompressSync } from "node:zlib";
import { cached, isHelpThere, isStyled, kept, notice, throughGate, visitAndKeep } from "./gate.mjs";
import { until } from "./outbox-steps.mjs";
import { feel, LIST, listWithBands, openFirst } from "./steps.mjs";

const PRECACHE_KB = 100;
const MOST_PAGES = 60;
const CORE = ["/", "/about-me", "/help", "/mine", "/offline", "/away"];
const VISITED = "alongside-pages";

/** What the worker's first line says that it keeps. */
async function told(page) {
  const script = await (await page.request.get("/sw.js")).text();
  return JSON.parse(/^const KEEP=(.*);$/m.exec(script)[1]);
}

/** The name of the one cache that holds the core. */
async function core(page) {
  const names = Object.keys(await cached(page)).filter((name) => name !== VISITED);
  assert.equal(names.length, 1, names.join());
  return names[0];
}

/** The text of every answer in the phone's caches, with its address and headers. */
function everything(page) {
  return page.evaluate(async () => {
    let all = "";
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const copy = await cache.match(request);
        all += `\n${request.method} ${request.url} [control: ${copy.headers.get("cache-control")}] ${[...copy.headers].join()} ${await copy.text()}`;
      }
    }
    return all;
  });
}

test("what is on the phone from the start fits the budget, and all of it is there", throughGate({}, async ({ page }) => {
  await visitAndKeep(page, "/help");
  const { files, pages } = await told(page);
  assert.deepEqual(pages, CORE);
  let bytes = 0;
  for (const path of [...files, ...pages]) bytes += brotliCompressSync(await (await page.request.get(path)).body()).length;
  console.log(`precache: ${(bytes / 1000).toFixed(1)} kB as brotli`);
  assert.ok(bytes <= PRECACHE_KB * 1000);
  const here = (await cached(page))[await core(page)];
  assert.deepEqual(here.toSorted(), [...files, ...pages].toSorted());
}));

test("no answer, nothing made from one and nothing of the API is in a cache", throughGate({}, async ({ page }) => {
  await visitAndKeep(page, "/about-me");
  await page.getByLabel(/How far I like to go/).fill("173");
  await listWithBands(page);
  await openFirst(page);
  await page.locator(".fit").waitFor();
  await page.goto("/about-me");
  await page.getByRole("button", { name: "See what suits me" }).click();
  await page.locator(".band").first().waitFor();
  await page.goto("/api/v1/activities?place=Shrewsbury");
  await page.goto("/no-such-page");
  await page.goto("/?place=Shrewsbury&radius_km=999");
  await pause(300);
  await page.goto("/help");
  const all = await everything(page);
  assert.match(all, /GET \S+\/activities\/\w+ /, "the pages are kept");
  assert.doesNotMatch(all, /class="band(?!" data-slot)|class="panel fit"|value="173"|"level": ?"?4|level=4|kept=device/);
  assert.doesNotMatch(all, /GET \S+(\/api\/|no-such-page|radius_km=999)/);
  assert.doesNotMatch(all, /\[control: [^\]]*no-store/);
}));

for (const [where, address] of [["About me", "/about-me"], ["Help now", "/help"]]) {
  test(`Clear this phone on ${where} takes the pages one opened, and Help now stays`, throughGate({}, async ({ page, network, gate }) => {
    await visitAndKeep(page, LIST);
    await openFirst(page);
    const seen = new URL(page.url()).pathname;
    await page.goto(address, { waitUntil: "networkidle" });
    assert.match(await page.locator("#clear-says").innerText(), /the pages you opened/);
    const late = gate.hold(seen);
    await network.aMinuteLater();
    const other = await page.context().newPage();
    await other.goto(seen);
    await page.getByRole("button", { name: /^Clear/ }).click();
    await page.getByText(/^Cleared\..* the pages you opened are gone/).waitFor();
    late.release();
    await pause(1000);
    const left = await cached(page);
    assert.equal(left[VISITED]?.length ?? 0, 0, "nor does what comes late bring one back");
    assert.doesNotMatch(JSON.stringify(left), /Shrewsbury|activities/);
    assert.doesNotMatch(await everything(page), /Shrewsbury/);

    await network.lose();
    assert.ok(await isHelpThere(page));
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText(/^Cleared\./).waitFor();
    await pause(500);
    await page.goto("/help");
    assert.match(await notice(page).innerText(), /the copy from an earlier visit\./, "no time tells when it was last opened");
    assert.ok(await isStyled(page));
  }));
}

/**
 * Gives a promise, `isOn`, that is kept when the browser has let the waiting version take over. It asks
 * the old one first whether that is idle; a page opened before it hears back is still the old one's.
 */
async function tookOver(blank) {
  const browser = await blank.context().newCDPSession(blank);
  const isOn = new Promise((resolve) => {
    let waiting;
    browser.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
      waiting ??= versions.find(({ status }) => status === "installed")?.versionId;
      if (versions.some(({ versionId, status }) => versionId === waiting && status === "activated")) resolve();
    });
  });
  await browser.send("ServiceWorker.enable");
  return { isOn };
}

test("a new version waits for the next start and never reloads a page", throughGate({}, async ({ context, page, gate, network }) => {
  await visitAndKeep(page, LIST);
  const before = await core(page);
  gate.change("/sw.js", { text: (script) => script.replace(/"version":"\w+"/, '"version":"thenextone"') });
  await page.evaluate(() => {
    globalThis.isSame = true;
    return navigator.serviceWorker.ready.then((registration) => registration.update());
  });
  await until(() => page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.waiting !== null)));
  await pause(500);
  assert.ok(await page.evaluate(() => globalThis.isSame));
  const states = await page.evaluate(() => navigator.serviceWorker.ready.then(({ active, waiting }) => [active?.state, waiting?.state]));
  assert.deepEqual(states, ["activated", "installed"]);
  assert.ok(Object.keys(await cached(page)).includes(before), "the page that is open keeps its files");

  const next = await context.newPage();
  const { isOn } = await tookOver(next);
  await page.close();
  await isOn;
  await next.goto(LIST);
  await until(() => next.evaluate((name) => caches.has(name).then((has) => !has), before));
  assert.equal(await core(next), "alongside-core-thenextone");
  await network.lose();
  assert.ok(await isHelpThere(next));
}));

test("a copy made by an older build gets the styles and scripts of the present one", throughGate({}, async ({ page, network }) => {
  await visitAndKeep(page, LIST);
  await page.evaluate(async ([name, address]) => {
    const cache = await caches.open(name);
    const copy = await cache.match(address);
    const old = (await copy.text()).replace(/-[0-9a-f]{10}(\.\w+)/g, "-0123456789$1");
    await cache.put(address, new Response(old, { headers: copy.headers }));
  }, [VISITED, LIST]);
  await network.lose();
  await page.goto(LIST);
  assert.ok(await isStyled(page));
  assert.match(await notice(page).innerText(), /^You are offline\./);
  await page.locator("html.js").waitFor();
  assert.doesNotMatch(await page.content(), /-0123456789\./);
}));

test("a page of a newer build is styled though its files can't be had", throughGate({}, async ({ page, gate, network }) => {
  await visitAndKeep(page, "/help");
  gate.change("/", { text: (text) => text.replace(/-[0-9a-f]{10}\.css/, "-abcdef0123.css") });
  await network.aMinuteLater();
  await page.goto("/");
  assert.match(await page.content(), /-abcdef0123\.css/);
  assert.ok(await isStyled(page));
}));

test("sixty pages are kept; the one that was opened longest ago goes first, the core never", throughGate({}, async ({ page }) => {
  await visitAndKeep(page, LIST);
  await page.evaluate(async ([name, most]) => {
    const cache = await caches.open(name);
    for (let number = 1; number < most; number++) await cache.put(`/activities/made-up-${number}`, new Response("", { headers: { "content-type": "text/html" } }));
  }, [VISITED, MOST_PAGES]);
  await page.goto(`${LIST}&radius_km=10`);
  await page.goto(`${LIST}&radius_km=5`);
  await until(() => page.evaluate((name) => caches.open(name).then((cache) => cache.keys()).then((keys) => keys.at(-1).url.endsWith("radius_km=5") && keys.length === 60), VISITED));
  const here = await cached(page);
  assert.deepEqual([here[VISITED].at(0), here[VISITED].at(-2)], ["/activities/made-up-2", `${LIST}&radius_km=10`]);
  for (const path of CORE) assert.ok(here[await core(page)].includes(path));
}));

test("Help now with somebody's search in its address leaves no search behind", throughGate({}, async ({ page }) => {
  await visitAndKeep(page, "/help");
  await page.goto("/about-me?place=Shrewsbury");
  await page.goto("/help?place=Shrewsbury");
  await pause(300);
  await kept(page);
  assert.doesNotMatch(await everything(page), /Shrewsbury/);
  await feel(page, "Often");
}));
