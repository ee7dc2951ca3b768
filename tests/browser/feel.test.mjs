import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_RULES, overlaps, sideways, smallTargets, violations } from "./checks.mjs";
import { learned, openMine, someActivities, tellPast, tellPeak } from "./feel-steps.mjs";
import { foreign, leaks, onPhone } from "./phone.mjs";
import { feel, LIST } from "./steps.mjs";

test("the preview shows at once how an answer changes the list, and asks only when asked to", onPhone({}, async ({ page, seen }) => {
  await page.goto(LIST);
  await feel(page, "Hardly ever");
  assert.equal(seen.requests.filter((one) => one.url().includes("/api/v1/matches")).length, 0);
  await page.getByRole("button", { name: "Show the first three" }).click();
  await page.locator("[data-preview-list] li").nth(2).waitFor();
  await page.getByRole("radio", { name: "Very", exact: true }).check();
  await page.locator("[data-preview-list]").getByText(/Before: |New here\./).first().waitFor();
  assert.ok(seen.requests.some((one) => one.url().includes("/api/v1/matches")));
  assert.deepEqual([leaks(seen), foreign(seen), seen.complaints], [[], [], []]);
}));

test("how today feels is used in this tab and never remembered", onPhone({}, async ({ page }) => {
  await feel(page, "Often");
  await page.getByRole("switch", { name: "Remember on this phone" }).check();
  await page.getByText("Remembered on this phone.").waitFor();
  await page.getByRole("radio", { name: "More anxious than on most days" }).check();
  assert.match(await page.evaluate(() => sessionStorage.getItem("answers")), /today=harder/);
  await page.waitForTimeout(300);
  const kept = await page.evaluate(() => new Promise((resolve) => {
    const opening = indexedDB.open("alongside");
    opening.onsuccess = () => {
      const asking = opening.result.transaction("kept").objectStore("kept").getAll();
      asking.onsuccess = () => resolve(JSON.stringify(asking.result));
    };
  }));
  assert.match(kept, /level=4/);
  assert.doesNotMatch(kept, /today/);
}));

test("after a visit: expected 7, was 4; it teaches this phone, and can be taken back", onPhone({}, async ({ page, seen }) => {
  await feel(page, "Often");
  const [one, two] = await someActivities(page, 2);
  await tellPast(page, [one, two]);
  await openMine(page);
  const row = await tellPeak(page, one.title, 4, 7);
  await row.getByText("You expected 7 of 10. It was 4.").waitFor();
  await row.getByText(/Kept until you close this tab\./).waitFor();
  assert.ok((await learned(page)).theta > -3);

  await row.getByRole("button", { name: /^Take it back/ }).click();
  await row.locator("summary").waitFor();
  assert.equal(await learned(page), null);
  assert.deepEqual([leaks(seen), foreign(seen), seen.cookies], [[], [], []]);
  assert.equal(seen.requests.some((request) => /peak|felt/.test(request.url())), false);
}));

test("new words in About me begin new numbers, and visits are worked in again", onPhone({}, async ({ page }) => {
  await feel(page, "Often");
  const [one] = await someActivities(page, 1);
  await tellPast(page, [one]);
  await openMine(page);
  await tellPeak(page, one.title, 3);
  const before = await learned(page);
  await page.goto("/about-me");
  await page.getByText(/One visit you told this phone of counts/).waitFor();
  await page.getByRole("radio", { name: "Hardly ever" }).check();
  await page.waitForFunction((old) => {
    const state = JSON.parse(new URLSearchParams(sessionStorage.getItem("answers") ?? "").get("state") ?? "null");
    return state && state.theta > old + 0.3;
  }, before.theta);
  await page.getByRole("button", { name: "Begin again from my answers" }).click();
  await page.getByText("Done. What suits you is worked out from your answers alone.").waitFor();
  assert.equal(await learned(page), null);
  assert.match(await page.evaluate(() => sessionStorage.getItem("answers")), /level=1/);
}));

test("a place one has been to says how it was beside the guess, on this phone only", onPhone({}, async ({ page, seen }) => {
  await feel(page, "Sometimes");
  const [one, two] = await someActivities(page, 2);
  await tellPast(page, [one, two]);
  await openMine(page);
  await tellPeak(page, one.title, 9);
  await page.goto(`/activities/${one.id}`);
  await page.getByText("You were here: it was harder than we would guess.").waitFor();
  await page.goto(`/activities/${two.id}`);
  await page.locator(".panel.fit").waitFor();
  assert.equal(await page.getByText("You were here").count(), 0);

  // Numbers of an older version, which remembered no places, are worked out once more.
  await page.evaluate(() => {
    const answers = new URLSearchParams(sessionStorage.getItem("answers"));
    const { visited, ...older } = JSON.parse(answers.get("state"));
    answers.set("state", JSON.stringify(older));
    sessionStorage.setItem("answers", answers);
  });
  await openMine(page);
  await tellPeak(page, two.title, 2);
  assert.deepEqual((await learned(page)).visited.map(({ activity_id, peak }) => [activity_id, peak]), [[one.id, 9], [two.id, 2]]);
  assert.deepEqual([leaks(seen), foreign(seen), seen.cookies], [[], [], []]);
}));

test("two ratings of 9 in a row: a calm card in the page, once, with ways on and back", onPhone({}, async ({ page, seen }) => {
  const [one, two] = await someActivities(page, 2);
  await tellPast(page, [one, two]);
  await openMine(page);
  await tellPeak(page, one.title, 9);
  assert.equal(await page.locator(".care").count(), 0);
  await tellPeak(page, two.title, 10);
  const card = page.locator(".care");
  await card.getByText("Two hard visits in a row.").waitFor();
  assert.equal(await card.evaluate((one) => one === document.activeElement), true);
  assert.equal(await card.getByRole("link", { name: "Help now" }).getAttribute("href"), "/help");
  assert.deepEqual(await violations(page, ALL_RULES), []);
  await card.getByRole("button", { name: "Pause next steps" }).click();
  await card.getByRole("button", { name: "Back to where I was" }).click();
  assert.equal(await page.locator(".care").count(), 0);
  await page.goto("/about-me/next-steps");
  await page.getByText("Next steps rest for now, as you wished.").waitFor();
  assert.deepEqual(seen.dialogs, []);
}));

test("a week with more plans than one wanted says so in Mine, and nowhere else", onPhone({}, async ({ page, seen }) => {
  await page.goto("/about-me");
  await page.getByLabel("At most, I go to").selectOption("1");
  await page.getByText("Kept on this phone. Mine will tell you.").waitFor();
  const activities = await someActivities(page, 3);
  await tellPast(page, activities, [2, -60, -60]);
  await openMine(page);
  await page.getByText(/holds 2 plans\. You wanted at most 1\. You may keep them all, or give one back\./).waitFor();
  assert.deepEqual(leaks(seen), []);
}));

test("the questions work by keyboard, with large text on the smallest phone, and are gone when cleared", onPhone({ reducedMotion: "reduce" }, async ({ page }) => {
  const [one] = await someActivities(page, 1);
  await tellPast(page, [one]);
  await openMine(page);
  const row = page.locator('[data-section="past"] li').first();
  await row.locator("summary").focus();
  await page.keyboard.press("Enter");
  await page.setViewportSize({ width: 320, height: 568 });
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page, ALL_RULES), [], colorScheme);
  }
  assert.deepEqual([await sideways(page), await overlaps(page), await smallTargets(page)], [[], [], []]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await row.getByText("It was fine.").waitFor();

  await page.goto("/about-me");
  await page.getByRole("button", { name: /^Clear/ }).click();
  await page.getByText(/^Cleared\./).waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.getItem("journal")), null);
}));
