import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenWords, overlaps, sideways, smallTargets, violations } from "./checks.mjs";
import { signIn } from "./organiser.mjs";
import { foreign, onPhone } from "./phone.mjs";
import { holds, publish } from "./running-steps.mjs";

const TINY = { viewport: { width: 320, height: 568 } };

async function fits(page) {
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await smallTargets(page), []);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(await overlaps(page), []);
  assert.deepEqual(await brokenWords(page), []);
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
}

test("who came is ticked on the day, stays on this device, and is sent to nobody", onPhone(TINY, async ({ context, page, seen }) => {
  await signIn(context, 8);
  const { id, date } = await publish(page);
  await holds(date, { alias: "Sam", visibility: "named", needs: "A seat by the door" });
  await holds(date, {});
  await page.goto(`/organise/${id}/people/${date}`);
  await page.getByRole("heading", { level: 1, name: "Who comes" }).waitFor();
  await page.getByText("Tick who came, if you like.").waitFor();
  await fits(page);
  const before = seen.requests.length;
  await page.getByLabel("Came: Sam").check();
  await page.getByLabel("Came: quiet guest 1").check();
  await page.getByText("2 of 2 ticked.").waitFor();
  await page.getByLabel("Came: quiet guest 1").uncheck();
  await page.getByText("1 of 2 ticked.").waitFor();
  assert.deepEqual(seen.requests.slice(before).map((request) => request.url()), []);
  await page.reload();
  await page.getByText("1 of 2 ticked.").waitFor();
  assert.ok(await page.getByLabel("Came: Sam").isChecked());
  assert.ok(seen.requests.every((request) => !(request.postData() ?? "").includes("n1")), "nothing that was sent names a tick");
  assert.deepEqual(foreign(seen), []);
  assert.deepEqual(seen.complaints, []);
}));

test("a message is written with a phone and read by whoever holds a place", onPhone(TINY, async ({ context, page }) => {
  await signIn(context, 9);
  const { id, date } = await publish(page);
  await holds(date, {}, async (guest) => {
    await page.goto(`/organise/${id}/people/${date}`);
    await page.getByLabel("Your message").fill("We meet at the back door.");
    await page.getByRole("button", { name: "Send to everybody" }).click();
    await page.getByText("Your message is on everybody's page.").waitFor();
    await guest.goto(`/occurrences/${date}/place`);
    await guest.getByRole("heading", { name: "The organiser wrote to everybody" }).waitFor();
    await guest.getByText("We meet at the back door.").waitFor();
    await fits(guest);
    await guest.goto("/mine");
    await guest.getByRole("link", { name: "Read it" }).click();
    await guest.getByText("We meet at the back door.").waitFor();
  });
}));

test("one activity, its helpers and its poster fit the smallest phone, and the poster one sheet", onPhone(TINY, async ({ context, page }) => {
  await signIn(context, 10);
  const { id } = await publish(page);
  for (const path of ["", "/helpers", "/poster"]) {
    await page.goto(`/organise/${id}${path}`);
    await fits(page);
  }
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/MediaBox/g);
  assert.equal(sheets?.length, 1);
}));
