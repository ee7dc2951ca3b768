import assert from "node:assert/strict";
import { json } from "node:stream/consumers";
import { test } from "node:test";
import { ALL_RULES, brokenWords, overlaps, sideways, smallTargets, violations } from "./checks.mjs";
import { foreign, KEEPS_APP, onPhone, openPhone } from "./phone.mjs";
import { makeWords, openSettings } from "./settings-steps.mjs";
import { feel } from "./steps.mjs";

const LINUX = { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/144.0 Safari/537.36" };
const NO_SCRIPT = { javaScriptEnabled: false };

/** Everything IndexedDB and the caches hold that is not the app shell. */
function keptHere(page) {
  return page.evaluate(async () => {
    const ask = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const rows = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await ask(indexedDB.open(name));
      for (const store of database.objectStoreNames) rows.push(...(await ask(database.transaction(store).objectStore(store).getAll())));
      database.close();
    }
    return { rows, tab: Object.values({ ...sessionStorage }).filter(Boolean), caches: (await caches.keys()).filter((name) => !name.includes("core")) };
  });
}

test("words written down on one phone bring the places back on another, which is then listed and signed out", onPhone({}, async ({ page }) => {
  await openSettings(page);
  const words = await makeWords(page);
  assert.equal(words.length, 12);
  const second = await openPhone(LINUX);
  try {
    await second.page.goto("/about-me");
    await second.page.getByRole("link", { name: "The places you hold" }).click();
    await second.page.getByLabel("Your twelve words").fill(words.join(", ").toUpperCase());
    await second.page.getByRole("button", { name: "Bring my places back" }).click();
    await second.page.getByText("Welcome back.").waitFor();

    await page.goto("/settings");
    await page.getByRole("button", { name: /^Sign out Chrome on Linux/ }).click();
    await page.getByText("no longer knows you").waitFor();
    assert.ok(await page.locator(".done-row").evaluate((row) => row === document.activeElement), "what was done has the focus");
    await second.page.goto("/settings");
    await second.page.getByText("not known here yet").waitFor();
    assert.deepEqual(foreign(second.seen), []);
  } finally {
    await second.context.close();
  }
}));

test("the twelve words can be copied, and are nowhere once the page is left", onPhone({ ...KEEPS_APP, permissions: ["clipboard-read", "clipboard-write"] }, async ({ page }) => {
  await openSettings(page);
  const words = await makeWords(page);
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByText("Copied.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), words.join(" "));
  await page.getByRole("link", { name: "I have written them down" }).click();
  await page.getByText("You have twelve words.").waitFor();
  const here = JSON.stringify(await keptHere(page)) + (await page.content());
  assert.ok(!here.includes(words.slice(0, 3).join(" ")));
}));

test("wrong words stay in the field, and what to mend has the focus", onPhone({}, async ({ page }) => {
  await page.goto("/settings");
  await page.getByLabel("Your twelve words").fill("apple garden teabag");
  await page.getByRole("button", { name: "Bring my places back" }).click();
  const summary = page.locator(".notice.error");
  await summary.waitFor();
  assert.ok(await summary.evaluate((part) => part === document.activeElement));
  assert.equal(await page.getByLabel("Your twelve words").inputValue(), "apple garden teabag");
}));

for (const [deed, steps] of [
  ["signing out", async (page) => page.getByRole("button", { name: "Sign out on this phone" }).click()],
  ["erasing", async (page) => {
    await page.getByRole("link", { name: "Erase it" }).click();
    await page.getByText("This can't be undone").waitFor();
    await page.getByRole("button", { name: "Erase everything" }).click();
  }],
]) {
  test(`${deed} also clears what this phone keeps`, onPhone(KEEPS_APP, async ({ context, page }) => {
    await feel(page, "Often");
    await page.getByRole("switch", { name: "Remember on this phone" }).check();
    await page.getByText("Remembered on this phone.").waitFor();
    await openSettings(page);
    assert.match(JSON.stringify(await keptHere(page)), /level=4/);
    await steps(page);
    await page.getByText(/^Cleared\./).waitFor();
    assert.deepEqual(await keptHere(page), { rows: [], tab: [], caches: [] });
    assert.deepEqual(await context.cookies(), []);
    await page.goto("/settings");
    await page.getByText("not known here yet").waitFor();
  }));
}

test("a link to the page of signing out or erasing takes nothing from the phone", onPhone(KEEPS_APP, async ({ page }) => {
  await feel(page, "Often");
  await page.getByRole("switch", { name: "Remember on this phone" }).check();
  await page.getByText("Remembered on this phone.").waitFor();
  for (const path of ["/erased", "/signed-out"]) {
    await page.goto(path);
    await page.getByText(/^Nothing was cleared/).waitFor();
    assert.match(JSON.stringify(await keptHere(page)), /level=4/);
  }
  await page.getByRole("button", { name: "Clear this phone" }).click();
  await page.getByText(/^Cleared\./).waitFor();
  assert.deepEqual(await keptHere(page), { rows: [], tab: [], caches: [] });
}));

test("all that is known can be taken along as a file", onPhone({}, async ({ page }) => {
  await openSettings(page);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Take it along" }).click()]);
  assert.equal(file.suggestedFilename(), "alongside.json");
  const known = await json(await file.createReadStream());
  assert.equal(known.people.length, 1);
}));

test("without a script: a name, words, coming back, signing out and erasing all work", onPhone(NO_SCRIPT, async ({ context, page }) => {
  await context.request.post("/api/v1/guests", { headers: { "sec-fetch-site": "same-origin" } });
  const [cookie] = await context.cookies();
  assert.ok(cookie.httpOnly && cookie.secure);
  await page.goto("/settings");
  await page.getByLabel("A name, if you like").fill("Sam");
  await page.getByRole("button", { name: "Keep this name" }).click();
  await page.getByText("Your name is kept.").waitFor();
  const words = await makeWords(page);
  await page.getByRole("link", { name: "I have written them down" }).click();
  await page.getByRole("button", { name: "Sign out on this phone" }).click();
  await page.getByRole("heading", { name: "You are signed out" }).waitFor();
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("Your twelve words").fill(words.join(" "));
  await page.getByRole("button", { name: "Bring my places back" }).click();
  await page.getByText("Welcome back.").waitFor();
  assert.equal(await page.getByLabel("A name, if you like").inputValue(), "Sam");
  await page.getByRole("link", { name: "Erase it" }).click();
  await page.getByRole("button", { name: "Erase everything" }).click();
  await page.getByRole("heading", { name: "Everything is erased" }).waitFor();
  assert.equal(await page.locator("[data-clear], [data-push-on], [data-copy-words]").locator("visible=true").count(), 0);
}));

test("everybody can read and use every page of it", onPhone({ reducedMotion: "reduce" }, async ({ page }) => {
  const check = async (name) => {
    for (const look of [{ colorScheme: "light" }, { colorScheme: "dark" }]) {
      await page.emulateMedia(look);
      assert.deepEqual(await violations(page, ALL_RULES), [], `${name}, ${look.colorScheme}`);
    }
    for (const find of [sideways, overlaps, brokenWords, smallTargets]) assert.deepEqual(await find(page), [], `${name}, ${find.name}`);
    await page.setViewportSize({ width: 320, height: 568 });
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    for (const find of [sideways, overlaps, brokenWords]) assert.deepEqual(await find(page), [], `${name}, twice the text, ${find.name}`);
    await page.setViewportSize({ width: 375, height: 667 });
  };
  await page.goto("/settings");
  await check("not known yet");
  await openSettings(page);
  await page.locator("details.another summary").click();
  await check("Settings");
  await page.goto("/settings/erase");
  await check("erase");
  await page.goto("/settings");
  await makeWords(page);
  await check("words");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Make my calendar" }).click();
  await page.getByRole("heading", { name: "Your calendar is ready" }).waitFor();
  await check("calendar");
  await page.goto("/signed-out");
  await page.getByText(/^Nothing was cleared/).waitFor();
  await check("signed out");
}));
