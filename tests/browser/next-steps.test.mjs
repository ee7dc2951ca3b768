import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_RULES, overlaps, sideways, smallTargets, violations } from "./checks.mjs";
import { comfortableActivities, openMine, tellPast, tellPeak } from "./feel-steps.mjs";
import { foreign, leaks, onPhone } from "./phone.mjs";
import { feel, LIST } from "./steps.mjs";

const DAY = 86_400_000;
const NOW = Date.now();

/** Opens next steps as somebody who sometimes feels anxious and looked around the town. */
async function openSteps(page, words = "Sometimes") {
  await page.goto(LIST);
  await page.locator(".card").first().waitFor();
  await feel(page, words);
  await page.getByRole("link", { name: "Open", exact: true }).click();
  await page.locator(".rung.now").waitFor();
}

test("one step in full, four ways on, all by keyboard", onPhone({}, async ({ page, seen }) => {
  await openSteps(page);
  assert.equal(await page.locator(".rung.now").count(), 1);
  const doIt = page.getByRole("link", { name: "Do it" });
  await doIt.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Your next step" }).waitFor();
  await page.getByLabel(/What do you expect\?/).selectOption("7");
  await page.getByText("Kept on this phone.").waitFor();

  await page.locator("summary", { hasText: "An easier one" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText(/Asks a little less|There is no easier one near here/).first().waitFor();
  await page.locator("summary", { hasText: "Stay here" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Good. Going again to where it was fine is a step, too.").waitFor();

  await page.reload();
  await page.getByRole("heading", { name: "Your next step" }).waitFor();
  assert.equal(await page.getByLabel(/What do you expect\?/).inputValue(), "7");
  await page.getByRole("button", { name: "Not for now" }).click();
  await page.getByRole("heading", { name: "Your next step" }).waitFor({ state: "hidden" });
  assert.deepEqual([leaks(seen), foreign(seen), seen.cookies, seen.complaints, seen.dialogs], [[], [], [], [], []]);
}));

test("stopped means stopped until one begins again, and the answers stay", onPhone({}, async ({ page }) => {
  await openSteps(page);
  await page.getByRole("button", { name: "Stop next steps" }).click();
  await page.getByRole("heading", { name: "Next steps are stopped" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Next steps are stopped" }).waitFor();
  assert.equal(await page.locator(".rung.now").locator("visible=true").count(), 0);
  await page.goto("/about-me");
  await page.locator('[name=level][value="3"]:checked').waitFor({ state: "attached" });
  await page.getByText("Stopped by you. Your answers are kept.").waitFor();
  await page.goto("/about-me/next-steps");
  await page.getByRole("button", { name: "Begin again" }).click();
  await page.locator(".rung.now").waitFor();
}));

/** Mine of somebody whose last three visits felt fine, with the invitation in it. */
async function invited(page) {
  await feel(page, "Hardly ever");
  const fine = await comfortableActivities(page, 3);
  await tellPast(page, fine, [6, 4, 2]);
  await openMine(page);
  for (const { title } of fine) await tellPeak(page, title, 2);
  await page.getByLabel("An invitation").getByText("If you like, there is a small next step.").waitFor();
}

/** Whether Mine invites, so many days after the phone's clock began. */
async function invites(page, days) {
  await page.clock.setSystemTime(NOW + days * DAY);
  await openMine(page);
  return page.getByLabel("An invitation").isVisible();
}

test("after three fine visits there is one invitation, and none for two weeks", onPhone({}, async ({ page, seen }) => {
  await page.clock.install({ time: NOW });
  await invited(page);
  await page.getByLabel("An invitation").getByRole("button", { name: "Not now" }).press("Enter");
  assert.equal(await page.getByLabel("An invitation").isVisible(), false);
  const later = [];
  for (const days of [0.1, 13, 15]) later.push(await invites(page, days));
  assert.deepEqual(later, [false, false, true]);
  assert.deepEqual([leaks(seen), foreign(seen), seen.dialogs], [[], [], []]);
}));

test("who asks never to be invited again is not", onPhone({}, async ({ page }) => {
  await page.clock.install({ time: NOW });
  await invited(page);
  await page.getByRole("button", { name: "Do not ask again" }).press("Enter");
  assert.equal(await invites(page, 15), false);
}));

test("it holds on the smallest phone, in the dark, from right to left and with large text", onPhone({ reducedMotion: "reduce" }, async ({ page }) => {
  await openSteps(page);
  await page.locator("summary", { hasText: "An easier one" }).click();
  await page.setViewportSize({ width: 320, height: 568 });
  for (const [name, look] of [["light", { colorScheme: "light" }], ["dark", { colorScheme: "dark" }], ["forced", { forcedColors: "active", colorScheme: "light" }]]) {
    await page.emulateMedia(look);
    assert.deepEqual(await violations(page, ALL_RULES), [], name);
  }
  await page.emulateMedia({ forcedColors: "none" });
  assert.deepEqual([await sideways(page), await overlaps(page), await smallTargets(page)], [[], [], []]);
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  assert.deepEqual([await sideways(page), await overlaps(page)], [[], []], "right to left");
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  assert.deepEqual([await sideways(page), await overlaps(page)], [[], []], "twice the text");
}));

test("without a script it opens from About me by a form and shows the same ladder", onPhone({ javaScriptEnabled: false }, async ({ page, seen }) => {
  await page.goto("/about-me?place=Shrewsbury");
  await page.getByRole("radio", { name: "Sometimes" }).check();
  await page.getByRole("button", { name: "See what suits me" }).click();
  await page.locator(".tabs").getByText("About me").click();
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByText("A place to begin").waitFor();
  await page.locator("summary", { hasText: "Stay here" }).click();
  await page.getByText("Good. Going again to where it was fine is a step, too.").waitFor();
  await page.getByRole("button", { name: "Do it" }).click();
  await page.locator(".fit").waitFor();
  assert.deepEqual(leaks(seen), []);
}));
