import assert from "node:assert/strict";
import { test } from "node:test";
import { learned, openMine, someActivities, tellPast, tellPeak } from "./feel-steps.mjs";
import { leaks, onPhone } from "./phone.mjs";
import { feel, feelsOften, LIST } from "./steps.mjs";

/** Somebody who often feels anxious, on Mine, with dates behind them. */
async function backFrom(page, count = 1) {
  await feel(page, "Often");
  const been = await someActivities(page, count);
  await tellPast(page, been);
  await openMine(page);
  return been;
}

async function remember(page) {
  await page.goto("/about-me");
  await page.getByRole("switch", { name: "Remember on this phone" }).check();
  await page.getByText("Remembered on this phone.").waitFor();
}

/** Resolves when this tab's answers hold numbers that visits taught. */
function taught(page) {
  return page.waitForFunction(() => /state=/.test(sessionStorage.getItem("answers") ?? ""));
}

test("a visit told without a connection is worked in when there is one, as the page said", onPhone({}, async ({ context, page }) => {
  const [one] = await backFrom(page);
  await context.setOffline(true);
  const row = await tellPeak(page, one.title, 3);
  await row.getByText("What it teaches is worked out when you are online.").waitFor();
  assert.equal(await learned(page), null);
  await context.setOffline(false);
  await taught(page);
}));

test("it is worked in on another page, too", onPhone({}, async ({ context, page, seen }) => {
  const [one] = await backFrom(page);
  await context.setOffline(true);
  const row = await tellPeak(page, one.title, 3);
  await row.getByText("What it teaches is worked out when you are online.").waitFor();
  await page.evaluate(() => addEventListener("online", (event) => event.stopImmediatePropagation(), true));
  await context.setOffline(false);
  await page.goto(LIST);
  await taught(page);
  assert.deepEqual([(await learned(page)).visited.map(({ activity_id }) => activity_id), leaks(seen)], [[one.id], []]);
}));

test("an answer is kept before the network is asked, which may never say anything", onPhone({}, async ({ page }) => {
  const [one] = await backFrom(page);
  await page.route("**/api/v1/matches/**", () => undefined);
  const row = page.locator('[data-section="past"] li', { hasText: one.title });
  await row.locator("summary").click();
  await row.getByLabel("Or as a number, from 0 to 10").selectOption("4");
  await row.getByRole("button", { name: "Keep my answer" }).click();
  await page.waitForTimeout(500);
  await openMine(page);
  await page.getByText("It was 4 of 10.").waitFor();
}));

test("two tabs of a phone that remembers keep what is told in either", onPhone({}, async ({ context, page }) => {
  const [one, two] = await backFrom(page, 2);
  await remember(page);
  const other = await context.newPage();
  await tellPast(other, [one, two]);
  await openMine(other);
  await openMine(page);
  await tellPeak(page, one.title, 4);
  await taught(page);
  await tellPeak(other, two.title, 6);
  await taught(other);
  for (const tab of [page, other]) {
    await openMine(tab);
    await tab.getByText("It was 4 of 10.").waitFor();
    await tab.getByText("It was 6 of 10.").waitFor();
  }
}));

test("who turns remembering off keeps visits in this tab, as the page says", onPhone({}, async ({ context, page }) => {
  const [one] = await backFrom(page);
  await remember(page);
  await openMine(page);
  await tellPeak(page, one.title, 4);
  const later = await context.newPage();
  await later.goto("/about-me");
  await later.getByText(/One visit you told this phone of counts/).waitFor();
  await later.getByRole("switch", { name: "Remember on this phone" }).uncheck();
  await later.getByText("No longer remembered. Your answers stay until you close this tab.").waitFor();
  await later.reload();
  await feelsOften(later);
  await later.getByText(/One visit you told this phone of counts/).waitFor();
}));

test("a change in another tab is not undone by a form that was open before it", onPhone({}, async ({ context, page }) => {
  await feel(page, "Often");
  await remember(page);
  const other = await context.newPage();
  await other.goto("/about-me");
  await feelsOften(other);
  await page.getByRole("radio", { name: "Hardly ever" }).check();
  await page.waitForTimeout(200);
  await other.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await other.locator('[name=level][value="1"]:checked').waitFor({ state: "attached" });
  await other.getByRole("radio", { name: "Steady" }).check();
  await page.goto("/about-me");
  assert.match(await other.evaluate(() => sessionStorage.getItem("answers")), /level=1.*pace=steady/);
}));

test("what is answered while visits are worked in is not lost", onPhone({}, async ({ page }) => {
  const [one] = await backFrom(page);
  await tellPeak(page, one.title, 4);
  await taught(page);
  await page.goto("/about-me");
  let asked, go;
  const asking = new Promise((resolve) => (asked = resolve));
  const held = new Promise((resolve) => (go = resolve));
  await page.route("**/matches/observe", async (route) => {
    asked();
    await held;
    await route.continue();
  });
  await page.getByRole("radio", { name: "Hardly ever" }).check();
  await asking;
  await page.getByRole("radio", { name: "Steady" }).check();
  go();
  await taught(page);
  assert.match(await page.evaluate(() => sessionStorage.getItem("answers")), /pace=steady/);
}));
