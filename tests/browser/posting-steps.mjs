/** Posting an activity, step by step, by the keys alone. */
import assert from "node:assert/strict";

const A_DAY_MS = 86_400_000;

/** The day so many days from now, as a date field takes it. */
export function dayFromNow(days) {
  return new Date(Date.now() + days * A_DAY_MS).toISOString().slice(0, 10);
}

/** Leads the focus by Tab to the field of this name. */
export async function tabTo(page, name) {
  for (let count = 0; count < 90; count += 1) {
    const here = await page.evaluate(() => document.activeElement?.getAttribute("name"));
    if (here === name) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`the Tab key does not lead to ${name}`);
}

/** Types into the field of this name, once Tab has led there. */
export async function typeInto(page, name, words) {
  await tabTo(page, name);
  await page.keyboard.type(words);
}

/** Presses a button or follows a link with the Enter key. */
export async function press(page, control) {
  await control.focus();
  await page.keyboard.press("Enter");
}

/** Goes on to the step of this heading. */
export async function goOn(page, heading) {
  await press(page, page.getByRole("button", { name: "Continue" }));
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
}

/** Writes the steps of a weekly group in Penzance and leaves it on "Check and publish". */
export async function writeWeeklyGroup(page, { title, runBy, day }) {
  await page.goto("/organise");
  await press(page, page.getByRole("link", { name: "Post an activity" }));
  await page.getByRole("heading", { level: 1, name: "What it is" }).waitFor();
  if (runBy) await typeInto(page, "organiser_name", runBy);
  await typeInto(page, "title", title);
  await tabTo(page, "kind");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.getByRole("radio", { name: /^Interest group/ }).focus();
  await page.keyboard.press("Space");
  await typeInto(page, "description", "We play slowly. Watching is fine.");
  await goOn(page, "Where people meet");
  await whereItIs(page);
  await goOn(page, "When it meets");
  await whenItMeets(page, day);
  await goOn(page, "What it is like");
  await whatItIsLike(page);
  await goOn(page, "Who and how many");
  await typeInto(page, "greeter_name", "Mary");
  await goOn(page, "Access and cost");
  await goOn(page, "Check and publish");
}

async function whereItIs(page) {
  await typeInto(page, "place_name", "Town Library");
  await typeInto(page, "town", "Penzance");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const pin = page.getByRole("button", { name: /^The pin is at Penzance/ });
  await pin.focus();
  for (let count = 0; count < 4; count += 1) await page.keyboard.press("ArrowUp");
  await page.getByRole("button", { name: /^The pin is about 200 m north of Penzance/ }).waitFor();
}

async function whenItMeets(page, day) {
  await page.getByLabel("First date").fill(day);
  await page.getByLabel("From", { exact: true }).first().fill("14:00");
  await page.getByLabel("To", { exact: true }).fill("15:30");
  await page.getByRole("radio", { name: "Every week" }).focus();
  await page.keyboard.press("Space");
}

async function whatItIsLike(page) {
  const speak = page.getByRole("group", { name: "Do newcomers speak to the whole group?" });
  await speak.getByRole("radio", { name: "No", exact: true }).focus();
  await page.keyboard.press("Space");
  await speak.getByText("“No speaking to the group.”").waitFor();
  await page.getByRole("group", { name: "A named person meets each newcomer" }).getByRole("radio", { name: "Yes" }).focus();
  await page.keyboard.press("Space");
}
