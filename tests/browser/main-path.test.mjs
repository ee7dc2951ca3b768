import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { foreign, KEEPS_APP, leaks, openPhone } from "./phone.mjs";
import { tab, TOWN } from "./steps.mjs";

const BAND = /^(Comfortable|A gentle stretch|A big step|Not enough known)( or (comfortable|a gentle stretch|a big step))?$/;

describe("the main path on a small phone", () => {
  let phone, page, scrolledTo, bands;

  before(async () => {
    phone = await openPhone(KEEPS_APP);
    page = phone.page;
  });
  after(() => phone.context.close());

  it("a typed town shows what is near it", async () => {
    await page.goto("/");
    await page.getByLabel("Town or postcode").fill(TOWN);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: `Near ${TOWN}` }).waitFor();
    assert.equal(await page.locator(".card").count(), 20);
    assert.equal(await page.locator(".band").count(), 0, "nothing is guessed before somebody says how they feel");
  });

  it("a chosen distance and kind narrow the list and show on the chips", async () => {
    await page.locator("summary", { hasText: "5 km" }).click();
    await page.getByRole("radio", { name: "10 km", exact: true }).check();
    await page.getByRole("button", { name: "Show activities" }).locator("visible=true").click();
    await page.locator("summary", { hasText: "10 km" }).waitFor();
    await page.locator("summary", { hasText: "Filters" }).click();
    await page.getByRole("checkbox", { name: "Interest group" }).check();
    await page.getByRole("button", { name: "Show activities" }).locator("visible=true").click();
    await page.locator("summary", { hasText: "Filters, 1 on" }).waitFor();
  });

  it("after saying how one feels, every card has a band in words", async () => {
    await tab(page, "About me").click();
    await page.getByRole("radio", { name: "Often" }).check();
    await tab(page, "Nearby").click();
    await page.locator(".band").first().waitFor();
    bands = await page.locator(".band").allInnerTexts();
    assert.equal(bands.length, await page.locator(".card").count());
    for (const band of bands) assert.match(band.trim(), BAND);
    assert.ok(new Set(bands).size > 1, "somebody at level 4 sees different bands");
    assert.equal(await page.locator("summary", { hasText: "Filters, 1 on" }).count(), 1);
    assert.equal(await page.locator("summary", { hasText: "10 km" }).count(), 1);
  });

  it("an activity says why it may feel so, and that the person decides", async () => {
    const way = page.locator(".card h3 a").nth(7);
    await way.scrollIntoViewIfNeeded();
    scrolledTo = await page.evaluate(() => scrollY);
    assert.ok(scrolledTo > 300);
    await way.click();
    const panel = page.getByRole("region", { name: "How it may feel" });
    await panel.waitFor();
    assert.match((await panel.locator(".band").innerText()).trim(), BAND);
    assert.match(await panel.innerText(), /You decide\./);
    assert.ok((await panel.locator(".reasons li").count()) > 0);
    assert.doesNotMatch(await page.locator("main").innerText(), /%|\bscore\b/i);
  });

  it("the browser's Back keeps bands, filters and the place in the list", async () => {
    await page.goBack();
    await page.locator(".band").first().waitFor();
    assert.deepEqual(await page.locator(".band").allInnerTexts(), bands);
    assert.equal(await page.locator("summary", { hasText: "10 km" }).count(), 1);
    assert.equal(await page.locator("summary", { hasText: "Filters, 1 on" }).count(), 1);
    await pause(500);
    const now = await page.evaluate(() => scrollY);
    assert.ok(Math.abs(now - scrolledTo) < 30, `was at ${scrolledTo}, came back to ${now}`);
  });

  it("what a person says of themselves is in no address, only in bodies sent to this server", async () => {
    assert.deepEqual(leaks(phone.seen), []);
    const telling = phone.seen.requests.filter((request) => /\blevel=4\b/.test(request.postData() ?? ""));
    assert.ok(telling.length >= 3, "list, activity, list again");
    assert.ok(telling.every((request) => request.method() === "POST"));
  });

  it("no cookie is set, no other host is asked, and the browser has no complaint", async () => {
    await pause(200);
    assert.deepEqual(phone.seen.cookies, []);
    assert.deepEqual(await phone.context.cookies(), []);
    assert.deepEqual(foreign(phone.seen), []);
    assert.deepEqual(phone.seen.complaints, []);
    assert.deepEqual(phone.seen.dialogs, []);
  });
});
