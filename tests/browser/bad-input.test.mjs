import assert from "node:assert/strict";
import { test } from "node:test";
import { onPhone } from "./phone.mjs";
import { LIST, total } from "./steps.mjs";

const BLAMING = /\b(invalid|illegal|error|failed|wrong|bad|must not)\b/i;

/** What is said to be wrong beside a field, by the field's own reference to it; a hint may follow. */
function beside(field) {
  return field.evaluate((input) => {
    const id = input.getAttribute("aria-describedby")?.split(" ").find((one) => one.endsWith("-wrong"));
    return document.getElementById(id)?.innerText.trim();
  });
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "" : ", without a script";

  test(`a town nobody knows: a calm word beside the field, what was typed is kept${how}`, onPhone({ javaScriptEnabled }, async ({ page }) => {
    await page.goto("/");
    const field = page.getByLabel("Town or postcode");
    await field.fill("Zzyzxqq on Sea");
    const answering = page.waitForResponse((response) => response.url().includes("Zzyzxqq"));
    await page.keyboard.press("Enter");
    assert.equal((await answering).status(), 422);
    await page.locator("#f-place-wrong").waitFor();
    assert.equal(await field.inputValue(), "Zzyzxqq on Sea");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const said = await beside(field);
    assert.ok(said.length > 10);
    assert.doesNotMatch(said, BLAMING);
    assert.match(await page.getByRole("alert").innerText(), /What you typed is still here\./);
  }));
}

test("wrong answers of a search are named in a summary that leads to each field", onPhone({}, async ({ page }) => {
  const answer = await page.goto(`${LIST}&radius_km=999&from=2026-13-45&age=old`);
  assert.equal(answer.status(), 422);
  const summary = page.getByRole("alert");
  assert.match(await summary.innerText(), /Three answers need a look/);
  assert.ok(await summary.evaluate((part) => part === document.activeElement), "the summary has the focus");
  assert.doesNotMatch(await summary.innerText(), BLAMING);
  assert.equal(await page.locator("summary", { hasText: "999 km" }).count(), 1, "the chip still says what was asked");

  await summary.getByRole("link", { name: /1 to 100/ }).click();
  assert.ok(await page.getByRole("radio", { name: "999 km" }).isChecked());
  assert.match(await page.locator("#f-radius_km").innerText(), /1 to 100/);
  await page.keyboard.press("Escape");

  await summary.getByRole("link", { name: /date/ }).click();
  assert.match(await beside(page.locator("#f-from")), /date/);
  await page.keyboard.press("Escape");

  await summary.getByRole("link").last().click();
  const age = page.getByLabel("Open to age");
  assert.equal(await age.inputValue(), "old");
  assert.ok((await beside(age)).length > 10);
}));

test("mending one wrong answer is enough: all the others were kept", onPhone({}, async ({ page }) => {
  await page.goto(`${LIST}&radius_km=999&kind=volunteering`);
  await page.getByRole("alert").getByRole("link").first().click();
  await page.getByRole("radio", { name: "10 km", exact: true }).check();
  await page.getByRole("button", { name: "Show activities" }).locator("visible=true").click();
  await page.locator(".found").waitFor();
  await page.getByRole("heading", { level: 1, name: "Near Shrewsbury" }).waitFor();
  assert.equal(await page.locator("summary", { hasText: "Filters, 1 on" }).count(), 1);
}));

test("old links with names nobody knows any more still work", onPhone({}, async ({ page }) => {
  const plain = await page.goto(LIST);
  assert.equal(plain.status(), 200);
  const all = await total(page);
  const old = await page.goto(`${LIST}&q=tea&page=3&utm_source=letter&level=5`);
  assert.equal(old.status(), 200);
  assert.equal(await total(page), all);
  assert.equal(await page.locator(".band").count(), 0, "an address never says how somebody feels");
}));

test("without a script, a wrong distance in About me comes back with a word beside it and all answers", onPhone({ javaScriptEnabled: false }, async ({ page }) => {
  await page.goto("/about-me");
  await page.getByRole("radio", { name: "Often" }).check();
  const field = page.getByLabel("How far I like to go, in km");
  await field.fill("abc");
  const answering = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "See what suits me" }).click();
  assert.equal((await answering).status(), 422);
  assert.equal(await field.inputValue(), "abc");
  assert.ok((await beside(field)).length > 10);
  assert.ok(await page.getByRole("radio", { name: "Often" }).isChecked());
}));

test("with a script, a wrong distance in About me is told as well, and kept", onPhone({}, async ({ page }) => {
  await page.goto("/about-me");
  await page.getByRole("radio", { name: "Often" }).check();
  const field = page.getByLabel("How far I like to go, in km");
  await field.fill("abc");
  await page.getByRole("button", { name: "See what suits me" }).click();
  await page.locator("#f-max_km-wrong").waitFor();
  assert.equal(await field.inputValue(), "abc");
  assert.ok(await page.getByRole("radio", { name: "Often" }).isChecked());
}));
