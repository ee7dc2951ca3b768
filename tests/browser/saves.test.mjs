import assert from "node:assert/strict";
import { test } from "node:test";
import { cached, throughGate, visitAndKeep } from "./gate.mjs";
import { keepHold, openDates, rows, until } from "./outbox-steps.mjs";
import { LIST, openFirst } from "./steps.mjs";

/** Opens the first activity of a list and saves it; gives its title and address. */
async function saveFirst(page) {
  await visitAndKeep(page, LIST);
  const title = await openFirst(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved on this phone. Nobody is told.").waitFor();
  await until(async () => (await cached(page))["alongside-saved"]?.length === 1);
  return { title, address: new URL(page.url()).pathname };
}

test("an activity is saved without an account, undone, and saved again", throughGate({}, async ({ page, gate, seen }) => {
  await saveFirst(page);
  assert.equal(await page.locator("[data-save]").getAttribute("aria-pressed"), "true");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("No longer saved.").waitFor();
  assert.equal(await page.locator("[data-save]").getAttribute("aria-pressed"), "false");
  assert.deepEqual(await rows(page, "saves"), []);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Saved on this phone.").waitFor();
  assert.deepEqual([seen.cookies, gate.passed.filter((line) => line.includes("/saves"))], [[], []], "nobody is told");
}));

test("what is saved opens without a signal, from Mine, also when other pages pushed it out", throughGate({}, async ({ page, network }) => {
  const { title, address } = await saveFirst(page);
  await page.goto("/mine");
  await page.evaluate(() => caches.delete("alongside-pages"));
  await network.lose();
  await page.goto("/mine");
  await page.getByRole("link", { name: title }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  assert.equal(new URL(page.url()).pathname, address);
  assert.match(await page.locator("main .kept .notice").first().innerText(), /^You are offline\./);
}));

test("a bookmark taken away in Mine stays to be put back until one leaves", throughGate({}, async ({ page }) => {
  const { title } = await saveFirst(page);
  await page.goto("/mine");
  const mark = page.getByRole("button", { name: `Saved: ${title}` });
  await mark.click();
  await page.locator('.mark[aria-pressed="false"]').waitFor();
  assert.deepEqual(await rows(page, "saves"), []);
  await mark.click();
  await page.locator('.mark[aria-pressed="true"]').waitFor();
  assert.equal((await rows(page, "saves")).length, 1);
}));

test("saved activities go into a file and come back on another phone; a wrong file changes nothing", throughGate({}, async ({ page }) => {
  const { title } = await saveFirst(page);
  await page.goto("/mine");
  await page.getByText("Take saved activities along").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Make a file" }).click()]);
  const text = Buffer.concat(await (await download.createReadStream()).toArray()).toString();
  assert.deepEqual(JSON.parse(text).saves.map((save) => save.title), [title]);
  await page.locator(`.mark`).click();
  await page.reload();
  await page.getByText("Nothing saved yet.").waitFor();

  await page.getByText("Take saved activities along").click();
  const field = page.getByLabel("Bring them back from a file");
  await field.setInputFiles({ name: "other.json", mimeType: "application/json", buffer: Buffer.from('{"what": "else"}') });
  await page.getByText("This is not a file of saved activities from Alongside. Nothing was changed.").waitFor();
  await field.setInputFiles({ name: "saved.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.getByText("One activity was added. The file holds 1.").waitFor();
  await page.getByRole("link", { name: title }).waitFor();
}));

test("a guest who wants it finds saved activities on another phone, also what was taken away", throughGate({}, async ({ page }) => {
  const { title } = await saveFirst(page);
  const [date] = await openDates(page);
  await keepHold(page, date);
  await page.goto("/mine");
  await page.getByRole("checkbox", { name: "Keep my saves with my places" }).check();
  await page.getByText("On. What you save is kept with your places.").waitFor();
  const there = () => page.evaluate(async () => (await (await fetch("/api/v1/saves")).json()).items.map((save) => save.title));
  assert.deepEqual(await there(), [title]);
  await page.getByRole("button", { name: `Saved: ${title}` }).click();
  await until(async () => (await there()).length === 0);
  assert.deepEqual(await rows(page, "saves"), []);
}));

test("a shared phone: after clearing, nothing of plans, saves or answers is there, also offline", throughGate({}, async ({ page, network }) => {
  const { title, address } = await saveFirst(page);
  const [date, other] = await openDates(page, 2);
  await keepHold(page, date);
  await page.goto("/mine");
  await until(async () => (await rows(page, "plans")).length === 1);
  await network.lose();
  await keepHold(page, other);
  await page.goto("/about-me");
  await page.locator("[data-unsent]", { hasText: other.title }).waitFor();
  await page.getByRole("button", { name: "Clear this phone" }).click();
  await page.getByText(/^Cleared\. .*what you saved, the copy of your plans/).waitFor();
  for (const kind of ["plans", "saves", "outbox"]) assert.deepEqual(await rows(page, kind), [], kind);
  await page.goto("/mine");
  await page.getByText("No plans yet.").waitFor();
  assert.equal(await page.getByText(title).count(), 0);
  await page.goto(address);
  await page.getByRole("heading", { name: "This page is not on your phone yet" }).waitFor();
}));
