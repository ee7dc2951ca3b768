import assert from "node:assert/strict";
import { test } from "node:test";
import { throughGate, visitAndKeep } from "./gate.mjs";
import { keepHold, openDates, places, rows, until } from "./outbox-steps.mjs";

const HELD = /Place held\./;
const UNSENT = /Not sent yet\. We send it when you are online\. Your place is not held until then\./;

function card(page, title) {
  return page.locator(".plan", { hasText: title });
}

/** Holds a place as the phone does, and opens Mine. */
async function holdOne(page) {
  await page.goto("/help");
  const [date] = await openDates(page);
  await keepHold(page, date);
  await page.reload();
  await until(async () => (await rows(page, "plans")).length === 1);
  return date;
}

test("somebody new: nothing planned, nothing saved, nothing asked of the server", throughGate({}, async ({ page, gate, seen }) => {
  await visitAndKeep(page, "/mine");
  await page.getByText("No plans yet.").waitFor();
  await page.getByText("Nothing saved yet. Saving keeps an activity on this phone. Nobody is told.").waitFor();
  assert.ok(await page.locator('.tabs a[aria-current="page"]', { hasText: "Mine" }).isVisible());
  await page.getByRole("button", { name: "Check for changes" }).click();
  await page.getByText("Nothing new: this phone holds no places.").waitFor();
  await page.goto("/about-me");
  await page.waitForTimeout(300);
  assert.deepEqual(gate.passed.filter((line) => line.includes("/api/")), ["GET /api/v1/me/rsvps"], "only the button asks");
  assert.deepEqual(seen.cookies, []);
}));

test("a place is shown, given back in one tap, and taken again with an undo that stays", throughGate({}, async ({ page }) => {
  const date = await holdOne(page);
  await page.goto("/mine");
  assert.match(await card(page, date.title).innerText(), HELD);
  await page.getByRole("button", { name: `Not this time: ${date.title}` }).click();
  await card(page, date.title).locator(".done-row").waitFor();
  assert.deepEqual((await places(page)).map(({ status }) => status), ["cancelled"]);
  await page.waitForTimeout(1000);
  await page.getByRole("button", { name: `Undo: ${date.title}` }).click();
  await card(page, date.title).getByText(HELD).waitFor();
  assert.deepEqual((await places(page)).map(({ status }) => status), ["going"]);
}));

test("without a signal Mine is there as a copy that says its age, and an answer waits", throughGate({}, async ({ page, gate, network }) => {
  const date = await holdOne(page);
  await visitAndKeep(page, "/mine");
  await page.getByText(/^Checked at \d\d:\d\d\.$/).waitFor();
  await network.lose();
  await page.goto("/mine");
  await page.getByText(/You are offline\. This is the copy from \d\d:\d\d\. Everything here can still be read\./).waitFor();
  await page.getByRole("button", { name: `Not this time: ${date.title}` }).click();
  await card(page, date.title).getByText("Not sent yet. We send it when you are online. Your place is held until then.").waitFor();
  assert.match(await card(page, date.title).innerText(), HELD);

  gate.passed.length = 0;
  await network.return();
  await until(async () => (await places(page))[0].status === "cancelled");
  await card(page, date.title).getByText("Not sent yet").waitFor({ state: "hidden" });
  assert.equal(gate.passed.filter((line) => line.startsWith("DELETE ")).length, 1);
}));

test("a hold made without a signal is never shown as held, and is not sent if one says so", throughGate({}, async ({ page, network }) => {
  await visitAndKeep(page, "/mine");
  const [date] = await openDates(page);
  await network.lose();
  await keepHold(page, date);
  await page.goto("/mine");
  assert.match(await card(page, date.title).innerText(), UNSENT);
  assert.doesNotMatch(await card(page, date.title).innerText(), HELD);
  await page.getByRole("button", { name: `Do not send: ${date.title}` }).click();
  await page.getByText("No plans yet.").waitFor();
  await network.return();
  await page.waitForTimeout(1000);
  assert.equal(await places(page), null);
}));

for (const [how, options] of [["the browser's own call", { permissions: ["background-sync"] }], ["the page, where the browser does not call", {}]]) {
  test(`a hold made without a signal is sent once the signal is back, by ${how}`, throughGate(options, async ({ context, page, gate, network }) => {
    if (!options.permissions) await context.addInitScript(() => Reflect.deleteProperty(ServiceWorkerRegistration.prototype, "sync"));
    await visitAndKeep(page, "/mine");
    const [date] = await openDates(page);
    await network.lose();
    await keepHold(page, date);
    await page.goto("/mine");
    assert.match(await card(page, date.title).innerText(), UNSENT);
    gate.passed.length = 0;
    await network.return();
    await card(page, date.title).getByText(HELD).waitFor({ timeout: 20_000 });
    assert.equal(gate.passed.filter((line) => line.startsWith("PUT ")).length, 1);
    assert.deepEqual((await places(page)).map(({ status }) => status), ["going"]);
  }));
}

test("a date that was called off is said first, on the first page and in Mine", throughGate({}, async ({ page, gate }) => {
  const date = await holdOne(page);
  await page.waitForTimeout(500);
  gate.passed.length = 0;
  await page.goto("/mine");
  await until(() => gate.passed.includes("GET /api/v1/me/rsvps"));
  await page.waitForTimeout(500);
  gate.change("/api/v1/me/rsvps", { text: (body) => body.replace('"status":"scheduled"', '"status":"cancelled"') });
  await page.evaluate(() => new Promise((resolve) => {
    const opening = indexedDB.open("alongside", 2);
    opening.onsuccess = () => {
      const writing = opening.result.transaction("kept", "readwrite");
      writing.objectStore("kept").put(Date.now() - 11 * 60_000, "plans");
      writing.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  }));
  await page.goto("/about-me");
  const news = page.getByRole("link", { name: new RegExp(`^${date.title} on .+ is cancelled$`) });
  await news.waitFor();
  await news.click();
  await page.getByRole("heading", { name: "What changed" }).waitFor();
  assert.match(await card(page, date.title).innerText(), /Cancelled\. It does not take place\./);
  await until(async () => (await rows(page, "plans"))[0].read === "cancelled");
  await page.goto("/help");
  await page.waitForTimeout(500);
  assert.equal(await page.locator(".news").count(), 0, "what was read is not said again");
}));

test("a phone that is no longer known shows no places", throughGate({}, async ({ context, page }) => {
  const date = await holdOne(page);
  await context.clearCookies();
  await page.goto("/mine");
  await page.getByText("This phone is not known here any more. So it no longer shows your places.").waitFor();
  assert.equal(await card(page, date.title).count(), 0);
  assert.deepEqual(await rows(page, "plans"), []);
}));
