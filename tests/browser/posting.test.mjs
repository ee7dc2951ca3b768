import assert from "node:assert/strict";
import { test } from "node:test";
import { throughGate } from "./gate.mjs";
import { signIn } from "./organiser.mjs";
import { foreign, KEEPS_APP, onPhone } from "./phone.mjs";
import { dayFromNow, writeWeeklyGroup } from "./posting-steps.mjs";

const NO_SCRIPT = { javaScriptEnabled: false };

/** A draft with its first step done, and the address of that. */
async function begin(page, title) {
  await page.goto("/organise/new");
  await page.getByLabel("What is it called").fill(title);
  await page.getByRole("radio", { name: /^Interest group/ }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1, name: "Where people meet" }).waitFor();
  return page.url().replace("/edit/where", "");
}

test("a weekly group is posted by keyboard on a small phone, and stands in the list at once", onPhone(KEEPS_APP, async ({ context, page, seen }) => {
  await signIn(context, 0);
  await writeWeeklyGroup(page, { title: "Slow chess by the window", day: dayFromNow(7) });
  await page.getByText("Mary meets you").first().waitFor();
  await page.getByRole("heading", { name: /would make this easier to come to/ }).waitFor();
  await page.getByRole("button", { name: "Publish" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "It is public" }).waitFor();
  await page.getByRole("link", { name: "See the public page" }).click();
  await page.getByRole("heading", { level: 1, name: "Slow chess by the window" }).waitFor();
  assert.deepEqual(foreign(seen), []);
  assert.deepEqual(seen.dialogs, []);
  assert.deepEqual(seen.complaints, []);
}));

test("without a script the same steps work, and the preview is a page", onPhone(NO_SCRIPT, async ({ context, page }) => {
  await signIn(context, 1);
  const draft = await begin(page, "A quiet walk");
  await page.goto(`${draft}/edit/expect`);
  await page.getByRole("group", { name: "How does arriving work?" }).getByRole("radio", { name: "All arrive together" }).check();
  await page.getByText("“Everybody arrives together.”").waitFor();
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("heading", { level: 1, name: "Preview" }).waitFor();
  await page.getByRole("link", { name: "Go on writing" }).first().click();
  assert.ok(await page.getByRole("radio", { name: "All arrive together" }).isChecked());
}));

test("what was typed is here again after the page was lost, and after a bad line", onPhone({}, async ({ context, page }) => {
  await signIn(context, 2);
  const draft = await begin(page, "Tea and tools");
  await page.getByLabel("Words for finding the door").fill("The blue door behind the bakery.");
  await page.getByText("Draft kept on this phone at").waitFor();
  await page.goto("/help");
  await page.goto(`${draft}/edit/where`);
  await page.getByText("was not sent yet. It is here again.").waitFor();
  assert.equal(await page.getByLabel("Words for finding the door").inputValue(), "The blue door behind the bakery.");

  await context.setOffline(true);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("What you typed is kept on this phone. Try again when you are online.").waitFor();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1, name: "When it meets" }).waitFor();
  await page.goto(`${draft}/edit/where`);
  assert.equal(await page.getByLabel("Words for finding the door").inputValue(), "The blue door behind the bakery.");
  assert.ok(await page.getByText("It is here again.").isHidden(), "nothing is said twice");
}));

/** The names of the buttons below a step as Tab meets them, and where each stands. */
async function tabOverButtons(page, count) {
  const met = [];
  for (let step = 0; step < count; step += 1) {
    met.push(await page.evaluate(() => {
      const { x, y } = document.activeElement.getBoundingClientRect();
      return { name: document.activeElement.textContent.trim(), x, y };
    }));
    await page.keyboard.press("Tab");
  }
  return met;
}

test("Enter goes on from any field, and Tab meets Back before Continue, as they stand", onPhone({}, async ({ context, page }) => {
  await signIn(context, 3);
  const draft = await begin(page, "Clay and calm");
  await page.getByLabel("Name of the place").press("Enter");
  await page.getByRole("heading", { level: 1, name: "When it meets" }).waitFor();
  await page.goto(`${draft}/edit/where`);
  await page.getByLabel("Town").fill("Penzance");
  await page.getByLabel("Town").press("Enter");
  await page.locator("#f-place:focus").getByRole("button", { name: /^The pin is at Penzance/ }).waitFor();
  await page.getByLabel("Town").press("Enter");
  await page.getByRole("heading", { level: 1, name: "When it meets" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Continue" }).count(), 1, "heard once");

  await page.getByRole("button", { name: "Back" }).focus();
  const [back, on] = await tabOverButtons(page, 2);
  assert.deepEqual([back.name, on.name], ["Back", "Continue"]);
  assert.ok(back.x < on.x && back.y === on.y, "side by side, in the order of Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Where people meet" }).waitFor();
}));

test("a slow answer is waited for in words, and what is pressed twice is sent once", throughGate({}, async ({ context, page, gate }) => {
  await signIn(context, 3);
  const draft = await begin(page, "Slow bread");
  const path = `${new URL(draft).pathname}/edit/where`;
  const late = gate.hold(path);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("status").getByText("One moment. The connection is slow right now.").waitFor();
  await page.getByRole("button", { name: "Continue" }).click();
  late.release();
  await page.getByRole("heading", { level: 1, name: "When it meets" }).waitFor();
  assert.equal(gate.passed.filter((one) => one === `POST ${path}`).length, 1);
}));

test("the card is shown as it will read while one answers", onPhone({}, async ({ context, page }) => {
  await signIn(context, 3);
  const draft = await begin(page, "Sewing on Sundays");
  await page.goto(`${draft}/edit/expect`);
  await page.getByRole("group", { name: "How many people are usually there?" }).getByRole("radio", { name: "5 to 10" }).check();
  await page.locator("[data-live-card]", { hasText: "Sewing on Sundays" }).waitFor();
}));

test("what does not fit has the focus, and all that was typed stays", onPhone({}, async ({ context, page }) => {
  await signIn(context, 4);
  const draft = await begin(page, "Choir for shy voices");
  await page.goto(`${draft}/edit/people`);
  await page.getByLabel("Who meets a newcomer").fill("Sam");
  await page.getByLabel("How many people have room").fill("many");
  await page.getByRole("button", { name: "Continue" }).click();
  const summary = page.locator(".notice.error");
  await summary.waitFor();
  assert.ok(await summary.evaluate((part) => part === document.activeElement));
  assert.equal(await page.getByLabel("Who meets a newcomer").inputValue(), "Sam");

  await page.goto(`${draft}/edit/where`);
  await page.getByLabel("Name of the place").fill("Town Library");
  await page.getByText("Set the pin by numbers").click();
  await page.getByLabel("North (latitude)").fill("50.12");
  await page.getByLabel("East (longitude)").fill("-5.54");
  await page.getByLabel("Town").fill("Zzyzxqq");
  await page.getByRole("button", { name: "Put the pin on this town" }).click();
  await page.getByText("The pin is at the place you gave.").waitFor();
}));
