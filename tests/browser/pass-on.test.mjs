import assert from "node:assert/strict";
import { test } from "node:test";
import { foreign, onPhone } from "./phone.mjs";
import { LIST, openFirst } from "./steps.mjs";

/** Gives the page a sheet for sharing that notes what it was asked; `how` it ends. */
function withSheet(page, how) {
  return page.addInitScript((ends) => {
    globalThis.shared = [];
    navigator.share = async (what) => {
      globalThis.shared.push(what);
      if (ends === "closed") throw new DOMException("closed", "AbortError");
      if (ends === "refused") throw new DOMException("refused", "NotAllowedError");
    };
  }, how);
}

const withoutSheet = (page) => page.addInitScript(() => delete Navigator.prototype.share);
const status = (page) => page.locator("[data-shared]");

async function openOne(page) {
  await page.goto(`${LIST}&format=in_person`);
  return openFirst(page);
}

test("Share opens the phone's own sheet with the plain address, and says nothing more", onPhone({}, async ({ page }) => {
  await withSheet(page, "done");
  const title = await openOne(page);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const [what] = await page.evaluate(() => globalThis.shared);
  assert.equal(what.title, title);
  assert.match(what.url, /^http:\/\/[^/]+\/activities\/[0-9a-z]{12}$/);
  assert.equal(await status(page).innerText(), "");
}));

test("closing the sheet again is no failure", onPhone({}, async ({ page, seen }) => {
  await withSheet(page, "closed");
  await openOne(page);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  assert.equal(await status(page).innerText(), "");
  assert.deepEqual(seen.complaints, []);
}));

for (const [how, prepare] of [["no sheet", withoutSheet], ["a sheet that refuses", (page) => withSheet(page, "refused")]]) {
  test(`with ${how}, Share copies the link and says so`, onPhone({ permissions: ["clipboard-read", "clipboard-write"] }, async ({ page }) => {
    await prepare(page);
    await openOne(page);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await status(page).getByText("The link is copied.").waitFor();
    assert.equal(await status(page).getAttribute("role"), "status");
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /\/activities\/[0-9a-z]{12}$/);
  }));
}

test("where nothing can be copied, the link itself is shown", onPhone({}, async ({ page }) => {
  await withoutSheet(page);
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await openOne(page);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await status(page).getByText(/The link is http\S+\/activities\/[0-9a-z]{12}$/).waitFor();
}));

test("Add to calendar downloads a file of the next date", onPhone({ acceptDownloads: true }, async ({ page }) => {
  await openOne(page);
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Add to calendar" }).click();
  const file = await coming;
  assert.match(file.suggestedFilename(), /^alongside-[0-9a-z]{12}\.ics$/);
  const text = (await (await file.createReadStream()).toArray()).join("");
  assert.equal(text.match(/BEGIN:VEVENT/g).length, 1);
  assert.match(text, /SUMMARY:Example: /);
}));

test("Directions load nothing before they are opened, and then tell nobody where from", onPhone({}, async ({ page, seen, context }) => {
  const asked = [];
  await context.route(/openstreetmap/, (route) => {
    asked.push(route.request());
    return route.fulfill({ contentType: "text/html", body: "<title>A map</title>" });
  });
  await openOne(page);
  assert.deepEqual(foreign(seen), []);
  await page.getByRole("link", { name: "Directions" }).click();
  await page.waitForURL(/openstreetmap\.org\/directions\?to=-?\d+\.\d+,-?\d+\.\d+$/);
  assert.equal((await asked[0].allHeaders()).referer, undefined);
}));

test("Print prints, and on paper the address of the page stands where the buttons were", onPhone({}, async ({ page }) => {
  await page.addInitScript(() => (globalThis.print = () => (globalThis.printed = true)));
  await openOne(page);
  await page.getByRole("button", { name: "Print", exact: true }).click();
  assert.equal(await page.evaluate(() => globalThis.printed), true);
  await page.emulateMedia({ media: "print" });
  assert.match(await page.locator("main").innerText(), /The address of this page: http\S+\/activities\/[0-9a-z]{12}/);
  for (const name of ["Share", "Print"]) assert.equal(await page.getByRole("button", { name, exact: true }).count(), 0);
  assert.equal(await page.getByRole("link", { name: "Add to calendar" }).count(), 0);
}));
