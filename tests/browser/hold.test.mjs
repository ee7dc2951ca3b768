import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenWords, overlaps, sideways, smallTargets, violations } from "./checks.mjs";
import { kept, throughGate } from "./gate.mjs";
import { foreign, KEEPS_APP, onPhone } from "./phone.mjs";
import { anOpenDate, aSmallDate, fillUp, somebodyHolds, takingPlaces } from "./places.mjs";
import { LIST } from "./steps.mjs";

const TINY = { viewport: { width: 320, height: 568 } };
const NO_SCRIPT = { ...TINY, javaScriptEnabled: false };
const isNoSupport = ({ kind }) => kind !== "support_meetup";

function heading(page, name) {
  return page.getByRole("heading", { level: 1, name }).waitFor();
}

function button(page, name) {
  return page.getByRole("button", { name, exact: true });
}

async function holdPlace(page, { page: address }) {
  await page.goto(address);
  await button(page, "Hold my place").click();
  await heading(page, "Your place is held");
}

test("two taps from Nearby hold a place at 320 px, and one takes it back", onPhone({ ...TINY, ...KEEPS_APP }, async ({ page, seen, context }) => {
  await page.goto(LIST);
  const open = (await takingPlaces(isNoSupport)).map(({ id }) => id);
  const cards = await page.locator(".card h3 a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const card = cards.find((href) => open.includes(/[0-9a-z]{12}/.exec(href)[0]));
  assert.deepEqual(await context.cookies(), []);

  await page.locator(`.card a[href="${card}"]`).click();
  await button(page, "Hold my place").click();
  await heading(page, "Your place is held");

  const status = page.locator(".done-row");
  assert.match(await status.innerText(), /^Place held\./);
  assert.equal(await status.getAttribute("role"), "status");
  assert.ok(await status.evaluate((row) => row === document.activeElement || row.contains(document.activeElement)));
  assert.equal(await status.getByRole("link").count(), 1, "and a way to change it");
  await button(page, "Undo").click();
  await heading(page, "You gave your place back");
  await button(page, "Undo").click();
  await heading(page, "Your place is held");
  assert.deepEqual(foreign(seen), []);
  assert.ok((await context.cookies()).every(({ httpOnly, secure }) => httpOnly && secure));
  for (const request of seen.requests) assert.doesNotMatch(request.url(), /alias|needs|party|visibility|consent/);
  assert.deepEqual(seen.complaints, []);
}));

test("leaving takes as many taps as joining, on a button of the same size", onPhone(TINY, async ({ page }) => {
  const open = await anOpenDate(1, isNoSupport);
  await page.goto(open.page);
  const join = await button(page, "Hold my place").boundingBox();
  await button(page, "Hold my place").click();
  await heading(page, "Your place is held");
  const leave = await button(page, "Not this time").boundingBox();
  assert.ok(Math.abs(join.height - leave.height) < 1 && leave.width >= join.width - 1, `${JSON.stringify(join)} ${JSON.stringify(leave)}`);
  await button(page, "Not this time").click();
  await heading(page, "You gave your place back");
}));

test("without a script the whole road is there, details and all", onPhone(NO_SCRIPT, async ({ page, context }) => {
  const open = await anOpenDate(2, isNoSupport);
  await page.goto(open.page);
  await page.getByText("More to say, if you like").click();
  await page.getByLabel("A name for the organiser's list").fill("Sam");
  await page.getByLabel("What would help you").fill("A seat by the door");
  await button(page, "Hold my place").click();
  await heading(page, "Your place is held");
  assert.equal((await context.cookies()).length, 1);
  assert.match(await page.locator("main").innerText(), /The organiser sees “Sam”\./);
  await page.locator("summary", { hasText: "Change details" }).click();
  assert.equal(await page.getByLabel("What would help you").inputValue(), "A seat by the door");
  await page.getByLabel("A name for the organiser's list").fill("");
  await button(page, "Save changes").click();
  assert.match(await page.locator("main").innerText(), /sees “1 quiet guest”/);
  await button(page, "Not this time").click();
  await button(page, "Undo").click();
  await heading(page, "Your place is held");
}));

for (const javaScriptEnabled of [true, false]) {
  test(`a support meetup asks for its own yes, ${javaScriptEnabled ? "with" : "without"} a script`, onPhone({ ...TINY, javaScriptEnabled }, async ({ page }) => {
    const open = await anOpenDate(0, ({ kind }) => kind === "support_meetup");
    await page.goto(open.page);
    const box = page.getByRole("checkbox", { name: "Holding a place at a support meetup" });
    assert.equal(await box.isChecked(), false);
    await button(page, "Hold my place").click();
    await heading(page, "Your place is not held yet");
    const summary = page.locator(".notice.error");
    assert.ok(await summary.evaluate((part) => part === document.activeElement), "the summary has the focus");
    await summary.getByRole("link").click();
    assert.ok(await box.evaluate((part) => part === document.activeElement), "its link leads to the box");
    await box.check();
    await button(page, "Hold my place").click();
    await heading(page, "Your place is held");
  }));
}

test("who waits is offered the place that somebody else gives back", onPhone(TINY, async ({ page }) => {
  const open = await aSmallDate(0);
  const [first] = await fillUp(open.date);
  await page.goto(open.page);
  assert.match(await page.locator(".choice").first().innerText(), /Full, waiting list open/);
  await button(page, "Join the waiting list").click();
  await heading(page, "You are on the waiting list");
  assert.match(await page.locator(".stand").innerText(), /You are first in line/);
  const behind = await somebodyHolds(open.date);
  assert.equal(behind.status, "waitlisted");
  await first.leave();
  await page.reload();
  await heading(page, "A place is free for you");
  assert.match(await page.locator("main").innerText(), /It is kept for you until \d\d:\d\d on \w+day \d+ \w+\./);
  const [take, pass] = await Promise.all(["Take the place", "Not this time"].map((name) => button(page, name).boundingBox()));
  assert.deepEqual([take.width, take.height], [pass.width, pass.height]);
  await button(page, "Take the place").click();
  await heading(page, "Your place is held");
}));

test("without a signal a hold waits on the phone and counts as held only when it is", throughGate(TINY, async ({ page, network, gate }) => {
  const open = await anOpenDate(3, isNoSupport);
  await page.goto(open.page);
  await kept(page);
  await network.lose();
  await button(page, "Hold my place").click();
  const notice = page.locator("[data-told] .notice");
  await notice.waitFor();
  assert.match(await notice.innerText(), /^Not sent yet\. We send it when you are online\. Your place is not held until then\./);
  assert.doesNotMatch(await page.locator("main").innerText(), /Your place is held/);
  gate.passed.length = 0;
  await network.return();
  await notice.getByText("Sent. Your place is held.").waitFor();
  assert.equal(gate.passed.filter((one) => one.startsWith("PUT ")).length, 1);
  await notice.getByRole("link", { name: "See your place" }).click();
  await heading(page, "Your place is held");
}));

test("what waits can be taken back, and then nothing is sent", throughGate(TINY, async ({ page, network, gate }) => {
  const open = await anOpenDate(4, isNoSupport);
  await page.goto(open.page);
  await kept(page);
  await network.lose();
  await button(page, "Hold my place").click();
  await button(page, "Do not send").click();
  await page.getByText("Not sent. Nothing was changed.").waitFor();
  gate.passed.length = 0;
  await network.return();
  await page.goto("/help");
  await page.waitForLoadState("networkidle");
  assert.deepEqual(gate.passed.filter((one) => /^(PUT|DELETE)/.test(one)), []);
}));

test("another plan at the same time is a quiet word, and only the phone knows", onPhone(TINY, async ({ page, seen }) => {
  const [one, other] = await atTheSameTime();
  await holdPlace(page, one);
  seen.requests.length = 0;
  await page.goto(other.page);
  const note = page.locator("[data-clash]");
  await note.waitFor();
  assert.match(await note.innerText(), new RegExp(`another plan: ${RegExp.escape?.(one.title) ?? one.title}`));
  assert.ok(await button(page, "Hold my place").isEnabled());
  assert.deepEqual(seen.requests.filter((request) => `${request.url()}${request.postData() ?? ""}`.includes(one.date)), []);
}));

test("the page of a place prints what one needs on the way", onPhone({}, async ({ page }) => {
  const open = await anOpenDate(5, isNoSupport);
  await holdPlace(page, open);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByText("Finding it").isVisible(), true);
  for (const name of ["Undo", "Not this time", "Save changes"]) assert.equal(await button(page, name).isVisible(), false, name);
  assert.equal(await page.getByRole("link", { name: "Add to calendar" }).isVisible(), false);
}));

test("everybody can read and use these pages", onPhone({ reducedMotion: "reduce" }, async ({ page }) => {
  const open = await anOpenDate(0, ({ title }) => title === "Quiet hour at the pool");
  await page.goto(open.page);
  await page.getByText("More to say, if you like").click();
  await isFine(page, "the form");
  await page.goto(open.page);
  await button(page, "Hold my place").click();
  await heading(page, "Your place is held");
  await page.locator("summary", { hasText: "Change details" }).click();
  await isFine(page, "a place");
  await button(page, "Not this time").click();
  await heading(page, "You gave your place back");
  await isFine(page, "given back");
}));

async function isFine(page, name) {
  assert.deepEqual(await violations(page), [], `${name}, axe`);
  assert.deepEqual(await smallTargets(page), [], `${name}, targets under 44 px`);
  await page.setViewportSize({ width: 320, height: 568 });
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  for (const check of [sideways, overlaps, brokenWords, violations]) assert.deepEqual(await check(page), [], `${name}, twice the text: ${check.name}`);
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
}

/** Two activities whose first dates overlap. */
async function atTheSameTime() {
  const found = (await takingPlaces(isNoSupport)).map(({ id, title, occurrence_id: date, starts_at: starts, ends_at: ends }) => ({ title, date, starts: Date.parse(starts), ends: Date.parse(ends), page: `/activities/${id}?date=${date}` }));
  for (const one of found) {
    const other = found.find((each) => each !== one && each.starts < one.ends && one.starts < each.ends);
    if (other) return [one, other];
  }
  throw new Error("no two examples meet at the same time");
}
