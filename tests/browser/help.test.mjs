import assert from "node:assert/strict";
import { test } from "node:test";
import { onPhone } from "./phone.mjs";
import { LIST, openFirst } from "./steps.mjs";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "" : ", without a script";

  test(`Help now begins with the emergency number of the own country${how}`, onPhone({ javaScriptEnabled }, async ({ page }) => {
    await page.goto("/help");
    const calls = page.locator("main a[href^='tel:']");
    assert.equal(await calls.first().getAttribute("href"), "tel:999");
    assert.match(await calls.first().innerText(), /Call 999/);
    const box = await calls.first().boundingBox();
    assert.ok(box.y + box.height < 400, "it is on the first screen, without scrolling");
    assert.match(await page.locator("main").innerText(), /Samaritans[\s\S]*116 123/);
  }));

  test(`Help now holds every country on the page itself${how}`, onPhone({ javaScriptEnabled }, async ({ page, context }) => {
    await page.goto("/help");
    await context.setOffline(true);
    const countries = page.locator("details", { has: page.locator("a[href^='tel:']") });
    assert.ok((await countries.count()) >= 15);
    const usa = countries.filter({ hasText: "United States" });
    await usa.locator("summary").click();
    const call = usa.locator("a[href='tel:911']");
    assert.ok(await call.isVisible());
    assert.ok(await usa.locator("a[href='tel:988']").first().isVisible());
  }));
}

test("Help now keeps its emergency numbers on paper", onPhone({}, async ({ page }) => {
  await page.goto("/help");
  await page.emulateMedia({ media: "print" });
  const first = page.getByRole("link", { name: "Call 999" }).first();
  assert.ok(await first.isVisible());
  const { color, backgroundColor } = await first.evaluate((part) => getComputedStyle(part));
  assert.deepEqual([color, backgroundColor], ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"], "readable where no grounds are printed");
}));

test("the page says of numbers that nobody checked yet that they are not checked", onPhone({}, async ({ page }) => {
  await page.goto("/help");
  const said = (await page.locator("main p", { hasText: /^Numbers for/ }).allTextContents()).map((text) => text.trim());
  assert.ok(said.length >= 16, "said for each country");
  for (const line of said) assert.match(line, /not checked yet\.|checked .*\d{4}/);
}));

test("Help now is a link of the same words in the same place on every page", onPhone({}, async ({ page }) => {
  const places = new Set();
  const note = async () => {
    const link = page.getByRole("link", { name: "Help now" }).first();
    const { x, y, width } = await link.boundingBox();
    places.add([x, y, width].map(Math.round).join(" "));
    assert.equal(await link.getAttribute("href"), "/help");
  };
  for (const address of ["/", LIST, "/about-me", "/help", "/activities/000000000000", "/no-such-page"]) {
    await page.goto(address);
    await note();
  }
  await page.goto(LIST);
  await openFirst(page);
  await note();
  assert.equal(places.size, 1, [...places].join(" | "));
}));
