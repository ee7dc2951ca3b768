import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenWords, overlaps, sideways, smallTargets, violations } from "./checks.mjs";
import { ADDRESS, foreign, KEEPS_APP, onPhone, openPhone } from "./phone.mjs";
import { anOpenDate } from "./places.mjs";

const TINY = { viewport: { width: 320, height: 568 } };
const isNoSupport = ({ kind }) => kind !== "support_meetup";

function heading(page, name) {
  return page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Holds a place and goes to the page that makes a link. */
async function toBring(page, number) {
  const one = await anOpenDate(number, isNoSupport);
  await page.goto(one.page);
  await page.getByRole("button", { name: "Hold my place", exact: true }).click();
  await heading(page, "Your place is held");
  await page.getByRole("link", { name: "Bring a friend" }).click();
  await heading(page, "Bring a friend");
  return one;
}

/** The page that a shown link opens on this server. */
async function pathOn(page) {
  const { pathname } = new URL(await page.locator("[data-link]").innerText());
  return pathname;
}

async function fits(page) {
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await smallTargets(page), []);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(await overlaps(page), []);
  assert.deepEqual(await brokenWords(page), []);
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
}

test("a friend opens my link in another browser and holds a place there", onPhone(TINY, async ({ page, seen }) => {
  await page.addInitScript(() => (navigator.share = async (what) => (globalThis.shared = what)));
  const one = await toBring(page, 9);
  await fits(page);
  await page.getByLabel("A few words, if you like").fill("Shall we go together?");
  await page.getByRole("button", { name: "Make a link" }).click();
  await heading(page, "Your link is ready");
  await fits(page);
  const link = await page.locator("[data-link]").innerText();
  await page.getByRole("button", { name: "Share or copy" }).click();
  assert.equal((await page.evaluate(() => globalThis.shared)).url, link);

  const friend = await openPhone(TINY);
  try {
    await friend.page.goto(await pathOn(page));
    await heading(friend.page, one.title);
    await friend.page.getByText("Shall we go together?").waitFor();
    await fits(friend.page);
    assert.deepEqual(await friend.context.cookies(), [], "nobody is known by looking");
    await friend.page.getByRole("link", { name: "Have a look" }).click();
    await friend.page.locator(`input[name=date][value="${one.date}"]`).and(friend.page.locator(":checked, [type=hidden]")).first().waitFor({ state: "attached" });
    assert.deepEqual(await friend.context.cookies(), []);
    await friend.page.getByRole("button", { name: "Hold my place", exact: true }).click();
    await heading(friend.page, "Your place is held");
    assert.ok((await friend.context.cookies()).length > 0);
    const told = friend.seen.requests.map((request) => request.headers().referer ?? "");
    assert.ok(told.every((from) => !from.includes("/invites/")), "the link is passed on to no other page");
    assert.deepEqual([...foreign(seen), ...foreign(friend.seen)], []);
  } finally {
    await friend.context.close();
  }
}));

test("without a script the link is made and ended too, and an ended one is a calm page", onPhone({ ...TINY, javaScriptEnabled: false }, async ({ page }) => {
  await toBring(page, 10);
  await page.getByRole("button", { name: "Make a link" }).click();
  await heading(page, "Your link is ready");
  assert.equal(await page.getByRole("button", { name: "Share or copy" }).count(), 0);
  const path = await pathOn(page);
  assert.equal((await fetch(ADDRESS + path)).status, 200);
  await page.getByRole("link", { name: "You can end it before." }).click();
  await page.getByRole("button", { name: "End the link" }).click();
  await page.getByText("Your links no longer open anything.").waitFor();
  await page.goto(path);
  await heading(page, "This invitation has ended");
}));

test("what a link opens is kept on no phone", onPhone(KEEPS_APP, async ({ page, context }) => {
  await toBring(page, 11);
  await page.getByRole("button", { name: "Make a link" }).click();
  const path = await pathOn(page);
  await page.goto(path);
  await page.reload();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const pages = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
    return pages.flat();
  });
  assert.ok(kept.every((url) => !/\/(invites|occurrences)\//.test(url)), kept.join("\n"));
  assert.ok(context.pages().length === 1);
}));
