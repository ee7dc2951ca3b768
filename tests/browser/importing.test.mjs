import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_RULES, sideways, smallTargets, violations } from "./checks.mjs";
import { signIn } from "./organiser.mjs";
import { foreign, onPhone } from "./phone.mjs";
import { dayFromNow } from "./posting-steps.mjs";

const NO_SCRIPT = { javaScriptEnabled: false };
const day = (days) => dayFromNow(days).replaceAll("-", "");
const event = (uid, title, days) => `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:${title}\r\nDTSTART:${day(days)}T100000\r\nDTEND:${day(days)}T110000\r\nLOCATION:Library\\, Penzance\r\nEND:VEVENT`;
const CALENDAR = ["BEGIN:VCALENDAR", event("a", "Tea by the harbour", 9), event("b", "Sketching the sea", 10), event("c", "x", 11), event("d", "An old walk", -40), "END:VCALENDAR", ""].join("\r\n");

/** Chooses a file of this text under Bring a calendar, and sends it. */
async function bring(page, name, text) {
  await page.goto("/organise/import");
  await page.getByLabel("Or a file").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.getByText("If it does not say where or when").click();
  await page.getByLabel("Town").fill("Penzance");
  await page.getByRole("button", { name: "Look at it" }).click();
}

test("without a script a calendar is brought by keyboard, and the second time there is nothing to do", onPhone(NO_SCRIPT, async ({ context, page, seen }) => {
  await signIn(context, 12);
  await bring(page, "harbour.ics", CALENDAR);
  await page.getByRole("heading", { level: 1, name: "Choose what to bring" }).waitFor();
  await page.getByText("harbour.ics").waitFor();
  await page.getByText("The pin is set in the middle of its town (Penzance, England).").first().waitFor();
  await page.getByText("It has no title.").waitFor();
  await page.getByText("All in the past: 1").waitFor();

  const second = page.getByRole("checkbox", { name: /^Sketching the sea/ });
  await second.focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Bring what is chosen" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("1 now public").waitFor();
  await page.getByRole("link", { name: "Back to the list" }).click();
  await page.getByText("The same as before: 1").waitFor();
  assert.ok(await page.getByRole("checkbox", { name: /^Sketching the sea/ }).isVisible(), "what was left can follow");
  await page.getByRole("button", { name: "Bring what is chosen" }).click();
  await page.getByText("1 now public").waitFor();

  await bring(page, "harbour.ics", CALENDAR);
  await page.getByText("There is nothing to choose.").waitFor();
  await page.getByText("The same as before: 2").waitFor();
  assert.deepEqual(foreign(seen), []);
}));

test("a table of other words asks for its columns", onPhone({}, async ({ context, page, seen }) => {
  await signIn(context, 13);
  const rows = ["Chess", "Go", "Cards", "Dominoes"].map((name) => `${name} for beginners;${dayFromNow(12)} 18:00;Library\n`);
  await bring(page, "plan.csv", `Was;Wann;Wo\n${rows.join("")}`);
  await page.getByText("First say which column holds what.").waitFor();
  for (const [field, column] of [["Title (needed)", "Was"], ["Start (needed)", "Wann"], ["Place", "Wo"]]) {
    await page.getByLabel(field, { exact: true }).selectOption(column);
  }
  assert.deepEqual(await violations(page, ALL_RULES), []);
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(await smallTargets(page), []);
  await page.getByRole("button", { name: "Read it again with these columns" }).click();
  assert.equal(await page.getByText("shown as one hour").count(), 1, "what is true of all is said once");
  await page.getByRole("button", { name: "Choose none" }).click();
  await page.getByRole("status").getByText("0 of 4 are chosen.").waitFor();
  await page.getByRole("checkbox", { name: /^Chess for beginners/ }).check();
  await page.getByRole("button", { name: "Bring what is chosen" }).click();
  await page.getByText("1 now public").waitFor();
  assert.deepEqual(seen.complaints, []);
}));

test("what can't be read or followed is said beside its field, and what was typed stays", onPhone({}, async ({ context, page }) => {
  await signIn(context, 14);
  await bring(page, "photo.ics", "\u0001\u0002 no calendar");
  await page.getByRole("alert").getByText("The file: this is no file of a kind we read").waitFor();
  assert.equal(await page.getByLabel("Town").inputValue(), "Penzance");

  await page.goto("/organise/feeds");
  await page.getByText("You follow no calendar yet.").waitFor();
  await page.locator("input[name=url]").fill("webcal://127.0.0.1/walks.ics");
  await page.getByRole("button", { name: "Follow it" }).click();
  await page.getByRole("alert").getByText("The web address: we do not fetch from this address.").waitFor();
  assert.equal(await page.locator("input[name=url]").inputValue(), "webcal://127.0.0.1/walks.ics");
  assert.deepEqual(await violations(page, ALL_RULES), []);
}));
