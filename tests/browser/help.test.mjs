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

test("every number says when a person checked it, or that nobody did yet", onPhone({}, async ({ page }) => {
  await page.goto("/help");
  const lines = await page.locator("main .call").allTextContents();
  assert.ok(lines.length >= 20, "lines of every country");
  for (const line of lines) assert.match(line, /not checked yet|checked on \d+ \w+ \d{4}/);
  assert.match(await page.locator("main .danger").innerText(), /999: (not checked yet|checked on \d)/);
}));

test("with large text at 320 px every number and its way to call are still there whole", onPhone({ viewport: { width: 320, height: 640 } }, async ({ page }) => {
  await page.goto("/help");
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `nothing runs off the side (${wide})`);
  const cut = await page.locator("main .call").evaluateAll((all) => all.filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1).length);
  assert.equal(cut, 0, "no line is cut");
  assert.ok(await page.getByRole("link", { name: "Call 999" }).first().isVisible());
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
