import assert from "node:assert/strict";
import { test } from "node:test";
import { onPhone } from "./phone.mjs";
import { LIST } from "./steps.mjs";

const STANDING = { latitude: 52.707893, longitude: -2.754321 };
const ALLOWED = { geolocation: STANDING, permissions: ["geolocation"] };

/** Notes whenever a page asks where the phone is, or for a permission. */
async function noteAsking(context) {
  const asked = [];
  await context.exposeFunction("noteAsked", (name) => asked.push(name));
  await context.addInitScript(() => {
    const listen = (owner, name) => {
      const ask = owner?.[name];
      if (ask) owner[name] = function (...words) {
        globalThis.noteAsked(name);
        return ask.apply(this, words);
      };
    };
    listen(Geolocation.prototype, "getCurrentPosition");
    listen(Geolocation.prototype, "watchPosition");
    listen(globalThis.Notification, "requestPermission");
    listen(globalThis.PushManager?.prototype, "subscribe");
    listen(globalThis.StorageManager?.prototype, "persist");
  });
  return asked;
}

test("my location leaves the phone rounded to about 1 km, and finds what is near", onPhone(ALLOWED, async ({ page, seen }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Use my location" }).click();
  await page.locator(".found").waitFor();
  const query = new URL(page.url()).searchParams;
  assert.equal(query.get("lat"), "52.71");
  assert.equal(query.get("lon"), "-2.75");
  const told = seen.requests.map((request) => `${request.url()} ${request.postData() ?? ""}`).join("\n");
  assert.match(told, /lat=52\.71\b/);
  assert.doesNotMatch(told, /(52\.7|-2\.7)\d\d/, "never more than 2 decimals");
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify(sessionStorage)), /52\.7\d\d|-2\.7\d\d/);
  assert.equal(await page.locator(".card").count(), 20);
}));

test("a refused location is taken calmly, and typing a town still works", onPhone({}, async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Use my location" }).click();
  const answer = page.getByText("That is fine. Typing a town works as well.");
  await answer.waitFor();
  const [said, calm] = await Promise.all([answer, page.locator("#f-place-hint")].map((part) => part.evaluate((one) => getComputedStyle(one).color)));
  assert.equal(said, calm, "it has the colour of every other hint");
  assert.equal(await page.locator("[role=alert], .wrong, .error").count(), 0);
  assert.equal(new URL(page.url()).search, "");
  await page.getByLabel("Town or postcode").fill("Shrewsbury");
  await page.keyboard.press("Enter");
  await page.locator(".found").waitFor();
}));

test("no page asks where the phone is, or for anything else, before a tap", onPhone(ALLOWED, async ({ context, page }) => {
  const asked = await noteAsking(context);
  for (const address of ["/", LIST, "/about-me", "/help"]) {
    await page.goto(address, { waitUntil: "networkidle" });
    assert.deepEqual(asked, [], address);
  }
  await page.goto("/");
  await page.getByRole("button", { name: "Use my location" }).click();
  await page.locator(".found").waitFor();
  assert.deepEqual(asked, ["getCurrentPosition"]);
}));
