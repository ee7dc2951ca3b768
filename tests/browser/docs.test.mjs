import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_RULES, COLOUR_RULES, overlaps, sideways, smallTargets, violations } from "./checks.mjs";
import { foreign, leaks, onPhone } from "./phone.mjs";

const DOCS = "/docs";

/** The part of the page about one operation. */
function part(page, name) {
  return page.getByRole("region", { name, exact: true });
}

test("every example on the page about the API answers under its own button", onPhone({}, async ({ page, seen }) => {
  await page.goto(DOCS);
  const buttons = page.getByRole("button", { name: /^Run: / });
  const names = await buttons.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label").slice("Run: ".length)));
  assert.ok(names.length >= 5, names.join(", "));
  for (const name of names) {
    const about = part(page, name);
    await about.getByRole("button", { name: `Run: ${name}`, exact: true }).click();
    await about.getByRole("status").getByText("Answered with 200.").waitFor();
    const answer = await about.getByRole("region", { name: `Answer: ${name}` }).innerText();
    const isCalendar = answer.startsWith("BEGIN:VCALENDAR");
    assert.ok(isCalendar || Object.keys(JSON.parse(answer)).length > 0, answer);
  }
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(foreign(seen), []);
  assert.deepEqual(leaks(seen), []);
  assert.deepEqual(seen.cookies, []);
  assert.deepEqual(seen.complaints, []);
}));

test("what comes back is shown as text, whatever it holds", onPhone({}, async ({ page }) => {
  const nasty = '{"items":[{"title":"<img src=x onerror=document.title=1><b>bold</b>"}]}';
  await page.route("**/api/v1/activities?**", (route) => route.fulfill({ contentType: "application/json", body: nasty }));
  await page.goto(DOCS);
  const about = part(page, "Browse activities");
  await about.getByRole("button", { name: "Run: Browse activities" }).click();
  const answer = about.getByRole("region", { name: "Answer: Browse activities" });
  assert.deepEqual(JSON.parse(await answer.innerText()), JSON.parse(nasty));
  assert.equal(await answer.locator("*").count(), 0);
}));

test("without a connection the button says so, and works again afterwards", onPhone({}, async ({ page, context }) => {
  await page.goto(DOCS);
  const about = part(page, "Show the vocabulary");
  const button = about.getByRole("button", { name: "Run: Show the vocabulary" });
  await context.setOffline(true);
  await button.click();
  await about.getByRole("status").getByText("No answer came.").waitFor();
  await context.setOffline(false);
  await button.press("Enter");
  await about.getByRole("status").getByText("Answered with 200.").waitFor();
}));

test("without a script the page is whole and its links open the answers", onPhone({ javaScriptEnabled: false }, async ({ page }) => {
  await page.goto(DOCS);
  assert.equal(await page.getByRole("button").count(), 0);
  const about = part(page, "Show one activity");
  assert.match(await about.locator("pre").first().innerText(), /^curl http:.*\/api\/v1\/activities\/[0-9a-z]{12}$/);
  const address = await about.getByRole("link", { name: "Open the answer: Show one activity" }).getAttribute("href");
  const answer = await page.goto(address);
  assert.equal(answer.status(), 200);
  assert.ok((await answer.json()).title);
}));

test("the page about the API fits a small phone, large text and every look", onPhone({ viewport: { width: 320, height: 640 }, reducedMotion: "reduce" }, async ({ page }) => {
  await page.goto(DOCS);
  const textAt = (size) => page.evaluate((value) => document.documentElement.style.setProperty("font-size", value), size);
  await textAt("200%");
  assert.deepEqual(await overlaps(page), []);
  await page.getByRole("button", { name: "Run: Find places" }).click();
  await part(page, "Find places").getByText("Answered with 200.").waitFor();
  assert.deepEqual(await sideways(page), []);
  await textAt("100%");
  assert.deepEqual(await smallTargets(page), []);
  for (const [look, rules] of [[{ colorScheme: "light" }, ALL_RULES], [{ colorScheme: "dark" }, COLOUR_RULES], [{ forcedColors: "active" }, COLOUR_RULES]]) {
    await page.emulateMedia(look);
    assert.deepEqual(await violations(page, rules), [], JSON.stringify(look));
  }
}));
