import assert from "node:assert/strict";
import { test } from "node:test";
import { leaks, onPhone } from "./phone.mjs";
import { findNear, openFirst, tab, titles, TOWN } from "./steps.mjs";

const NO_SCRIPT = { javaScriptEnabled: false };

test("without a script, bands survive into an activity and back by the page's own ways", onPhone(NO_SCRIPT, async ({ page, seen, context }) => {
  await findNear(page, TOWN);
  await tab(page, "About me").click();
  await page.getByRole("radio", { name: "Often" }).check();
  await page.getByRole("button", { name: "See what suits me" }).click();
  await page.getByRole("heading", { level: 1, name: `Near ${TOWN}` }).waitFor();
  const bands = await page.locator(".band").allInnerTexts();
  assert.equal(bands.length, await page.locator(".card").count());

  await openFirst(page);
  assert.equal(await page.getByRole("region", { name: "How it may feel" }).count(), 1);
  await page.locator(".back").getByText("Nearby").click();
  await page.locator(".found").waitFor();
  assert.deepEqual(await page.locator(".band").allInnerTexts(), bands);

  await tab(page, "About me").click();
  assert.ok(await page.getByRole("radio", { name: "Often" }).isChecked(), "the answers are still in the form");
  assert.deepEqual(leaks(seen), []);
  assert.deepEqual(seen.cookies, []);
  assert.deepEqual(await context.cookies(), []);
}));

test("without a script, every page that holds answers says that they live only there", onPhone(NO_SCRIPT, async ({ page }) => {
  await page.goto("/about-me");
  assert.match(await page.locator("main").innerText(), /answers live only in the pages you open from here/);
  await page.getByRole("radio", { name: "Often" }).check();
  const said = page.locator("main", { hasText: "answers live only in this page" });
  await page.getByRole("button", { name: "See what suits me" }).click();
  await said.waitFor();
  await openFirst(page);
  await said.waitFor();
}));

test("without a script, filters are an ordinary form and Show more leads to the end", onPhone(NO_SCRIPT, async ({ page }) => {
  await findNear(page, TOWN);
  await page.locator("summary", { hasText: "Filters" }).click();
  await page.getByRole("checkbox", { name: "Volunteering" }).check();
  await page.getByRole("button", { name: "Show activities" }).locator("visible=true").click();
  await page.locator("summary", { hasText: "Filters, 1 on" }).waitFor();
  assert.match(page.url(), /kind=volunteering/);

  await page.goto(`/?place=${TOWN}`);
  const all = Number(await page.locator(".found b").innerText());
  const met = await titles(page);
  for (let more = page.getByRole("link", { name: "Show more" }); await more.count(); ) {
    // A press alone does not wait: what is read before the next page is there would be nothing.
    await Promise.all([page.waitForEvent("load"), more.click()]);
    met.push(...(await titles(page)));
  }
  assert.equal(met.length, all);
  assert.equal(new Set(met).size, all, "no activity comes twice");
}));

test("without a script, nothing is offered that needs one", onPhone(NO_SCRIPT, async ({ page }) => {
  for (const address of ["/", "/about-me", "/settings", "/help"]) {
    await page.goto(address);
    const idle = page.locator("[data-locate], [data-clear], [data-print], #remember, .close");
    for (const control of await idle.all()) assert.equal(await control.isVisible(), false);
  }
}));
