import assert from "node:assert/strict";
import { test } from "node:test";
import { codeTo, signInByMail } from "./mailbox-steps.mjs";
import { anHourLater, command, enrol, giveLock, HOME } from "./passkey-steps.mjs";
import { onPhone } from "./phone.mjs";
import { press } from "./posting-steps.mjs";
import { holds, publish } from "./running-steps.mjs";

const HERE = { baseURL: HOME };
// A file that failed is run again on the same server, where these people are known by then.
const RUN = Date.now().toString(36);
const [MO, OLGA] = ["mo", "olga"].map((name) => `${name}-key-${RUN}@example.org`);
const SORRY = "That did not work. Nothing has changed. Please try again.";

function heading(page, name) {
  return page.getByRole("heading", { level: 1, name }).waitFor();
}

function button(page, name) {
  return page.getByRole("button", { name, exact: true });
}

async function signOut(page) {
  await page.goto("/settings");
  await press(page, button(page, "Sign out on this phone"));
  await heading(page, "You are signed out");
}

test("a moderator makes a passkey by the operator's link, signs out, and comes in by it alone", onPhone(HERE, async ({ page, seen }) => {
  const lock = await giveLock(page);
  const link = await enrol(page, MO);
  assert.equal(await lock.count(), 1);

  await signOut(page);
  await page.goto("/review");
  await heading(page, "This page is for moderators");
  await press(page, page.getByRole("link", { name: "Sign in" }));
  await lock.knowOwner(false);
  await press(page, button(page, "Use my passkey"));
  await page.getByText(SORRY).waitFor();
  await lock.knowOwner(true);
  await press(page, button(page, "Use my passkey"));
  await heading(page, "Review");

  await page.goto("/sign-in/again?next=/review");
  await heading(page, "Please show that it is you");
  await press(page, button(page, "Use my passkey"));
  await heading(page, "Review");

  await page.goto(link);
  await page.reload();
  await press(page, button(page, "Make my passkey"));
  await page.locator("[data-passkey-said]", { hasText: /\w/ }).waitFor();
  assert.equal(await lock.count(), 1, "the link makes one key only");
  assert.deepEqual(seen.dialogs, []);
}));

test("an organiser whose proof has run out loses no word, with a code and then with a passkey", onPhone(HERE, async ({ page, seen }) => {
  const lock = await giveLock(page);
  await signInByMail(page, OLGA);
  const { id, date } = await publish(page, () => command("flask", "organisers", "trust", OLGA));
  await holds(date, {}, async (guest) => {
    await writeLate(page, `/organise/${id}/people/${date}`, "We meet at the back door.");
    await press(page, button(page, "Send me a code"));
    await page.getByLabel("The code in the mail").fill(await codeTo(page, OLGA));
    await press(page, button(page, "Go on and send"));
    await arrives(page, guest, date, "We meet at the back door.");

    await page.goto("/settings");
    await press(page, button(page, "Make a passkey"));
    await page.getByText("Your passkey is kept").waitFor();
    assert.equal(await lock.count(), 1);

    await writeLate(page, `/organise/${id}/people/${date}`, "Tea is ready at two.");
    await press(page, button(page, "Use my passkey and send"));
    await arrives(page, guest, date, "Tea is ready at two.");
  });

  await signOut(page);
  await page.goto("/sign-in");
  await page.getByLabel("Your e-mail address").fill(OLGA);
  await button(page, "Send me a code").click();
  await page.getByLabel("The code in the mail").fill(await codeTo(page, OLGA));
  await button(page, "Sign in").click();
  await page.getByText("This account has a passkey. Please sign in with it.").waitFor();
  await page.goto("/sign-in");
  assert.equal(await page.evaluate(() => fetch("/api/v1/guests", { method: "POST" }).then(({ status }) => status)), 201);
  const stays = page.getByRole("radio", { name: /^Leave them on this phone/ });
  assert.equal(await stays.isVisible(), false);
  await button(page, "Use my passkey").click();
  await page.getByText("Please say whose the places on this phone are.").waitFor();
  assert.equal(await stays.isChecked(), true);
  await press(page, button(page, "Use my passkey"));
  await heading(page, "Organise");
  await signOut(page);
  assert.equal(await page.evaluate(() => fetch("/api/v1/me").then((answer) => answer.json()).then(({ kind }) => kind)), "guest");
  assert.deepEqual(seen.dialogs, []);
}));

/** Writes to everybody an hour after one showed who one is, and is asked for that first. */
async function writeLate(page, path, words) {
  await page.goto(path);
  await anHourLater(OLGA);
  await page.getByLabel("Your message").fill(words);
  await press(page, button(page, "Send to everybody"));
  await heading(page, "Please show that it is you");
}

async function arrives(page, guest, date, words) {
  await page.getByText("Your message is on everybody's page.").waitFor();
  await guest.goto(`/occurrences/${date}/place`);
  await guest.getByText(words, { exact: true }).waitFor();
}
