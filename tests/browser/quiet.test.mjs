import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { kept } from "./gate.mjs";
import { KEEPS_APP, onPhone } from "./phone.mjs";
import { openSettings } from "./settings-steps.mjs";
import { LIST, listWithBands, openFirst } from "./steps.mjs";

const WATCHED_MS = 3000;
const PRESSING = /\b(hurry|only \d+ left|last chance|don't miss|people (are )?(viewing|watching)|streak|countdown)\b/i;

/** From now on, counts what changes in a page by itself. */
function watchChanges(page) {
  return page.evaluate(() => {
    globalThis.changes = [];
    const note = (records) => globalThis.changes.push(...records.map((one) => `${one.type} at ${one.target.nodeName}`));
    new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    globalThis.placed = scrollY;
  });
}

test("for 3 seconds nothing moves, changes, loads or asks on any page", onPhone(KEEPS_APP, async ({ context, page, seen }) => {
  await openSettings(page);
  await listWithBands(page);
  await kept(page);
  const activity = await context.newPage();
  await activity.goto(LIST);
  await openFirst(activity);
  const others = [];
  for (const address of ["/", LIST, "/about-me", "/settings", "/help"]) {
    const other = await context.newPage();
    other.on("dialog", (dialog) => seen.dialogs.push(dialog.message()));
    await other.goto(address, { waitUntil: "networkidle" });
    others.push(other);
  }
  const pages = [page, activity, ...others];
  await pause(300);
  for (const one of pages) await watchChanges(one);
  const before = seen.requests.length;
  await pause(WATCHED_MS);
  assert.equal(seen.requests.length, before, "nothing is loaded");
  for (const one of pages) {
    const state = await one.evaluate(() => ({
      changes: globalThis.changes,
      moved: scrollY - globalThis.placed,
      animations: document.getAnimations().length,
      open: document.querySelectorAll("dialog[open], .sheet[open], [role=dialog]").length,
    }));
    assert.deepEqual(state, { changes: [], moved: 0, animations: 0, open: 0 }, one.url());
    assert.doesNotMatch(await one.locator("body").innerText(), PRESSING);
  }
  assert.deepEqual(seen.dialogs, []);
}));

test("the list is painted once: it waits for the bands instead of changing under the eyes", onPhone({}, async ({ page }) => {
  await listWithBands(page);
  let hold;
  const held = new Promise((resolve) => (hold = resolve));
  await page.route("**/*", (route) => (route.request().method() === "POST" ? hold(route) : route.continue()));
  await page.goto(LIST);
  const answer = await held;
  assert.equal(await page.locator(".card").locator("visible=true").count(), 0, "no card is seen before its band is known");
  assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
  await answer.continue();
  await page.locator(".card .band").first().waitFor();
}));
