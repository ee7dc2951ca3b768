import assert from "node:assert/strict";
import { test } from "node:test";
import { throughGate, visitAndKeep } from "./gate.mjs";
import { keepHold, newKey, openDates, places, rows, until } from "./outbox-steps.mjs";

const PUTS = /^PUT \/api\/v1\/occurrences\/\w+\/rsvp$/;

function puts(gate) {
  return gate.passed.filter((line) => PUTS.test(line)).length;
}

/** Resolves when nothing waits in the outbox any more. */
function sent(page) {
  return until(async () => (await rows(page, "outbox")).every(({ answer }) => answer));
}

test("the answer to a first hold is lost: sent again it is the same guest with one place", throughGate({}, async ({ page, gate }) => {
  await page.goto("/help");
  const [date] = await openDates(page);
  const path = `/api/v1/occurrences/${date.occurrence}/rsvp`;
  const key = newKey();
  gate.lose(path);
  await keepHold(page, date, key);
  await page.reload();
  await until(() => puts(gate) > 0);
  assert.equal(await places(page), null, "no cookie came: for all this phone knows nothing was done");
  const [ask] = await rows(page, "outbox");
  assert.deepEqual([ask.perhaps, ask.answer], [true, undefined]);

  gate.lose(path, false);
  await sent(page);
  assert.deepEqual((await places(page)).map(({ status }) => status), ["going"]);
  const [{ id: held, status }] = await rows(page, "plans");
  assert.deepEqual([held, status], [date.occurrence, "going"]);
  assert.ok(puts(gate) >= 2);
  const other = await (await fetch(`${gate.origin}${path}`, { method: "PUT", headers: { "content-type": "application/json", "idempotency-key": key }, body: "{}" })).json();
  assert.equal(other.status, "going", "the same key still has the same answer");
}));

test("two tabs that wake up together send an ask once", throughGate({}, async ({ context, page, gate, network }) => {
  await visitAndKeep(page, "/help");
  const [date] = await openDates(page);
  const other = await context.newPage();
  await other.goto("/about-me");
  await network.lose();
  await keepHold(page, date);
  gate.passed.length = 0;
  await network.return();
  await sent(page);
  await page.waitForTimeout(500);
  assert.equal(puts(gate), 1);
  assert.equal((await places(page)).length, 1);
}));

test("a phone that is cleared while an ask is under way keeps nothing of its answer", throughGate({}, async ({ page, gate }) => {
  await page.goto("/help");
  const [date] = await openDates(page);
  const slow = gate.hold(`/api/v1/occurrences/${date.occurrence}/rsvp`);
  await keepHold(page, date);
  await page.reload();
  await slow.asked;
  await page.locator("[data-clear]").click();
  await page.getByText(/^Cleared\./).waitFor();
  slow.release();
  await until(() => puts(gate) > 0);
  await page.waitForTimeout(500);
  assert.deepEqual(await rows(page, "plans"), []);
  assert.deepEqual(await rows(page, "outbox"), []);
}));

test("what the server refuses for good ends, with its own sentence", throughGate({}, async ({ page, gate }) => {
  await page.goto("/help");
  const [date] = await openDates(page);
  gate.change(`/api/v1/occurrences/${date.occurrence}/rsvp`, { status: 409, text: () => '{"detail":"This date does not take place."}' });
  await keepHold(page, date);
  await page.reload();
  await sent(page);
  const [{ answer, body }] = await rows(page, "outbox");
  assert.deepEqual(answer, { status: 409, said: "This date does not take place." });
  assert.equal(body, undefined);
  assert.deepEqual(await rows(page, "plans"), []);
}));

test("the page of a hotspot is no answer", throughGate({}, async ({ page, gate }) => {
  await page.goto("/help");
  const [date] = await openDates(page);
  const path = `/api/v1/occurrences/${date.occurrence}/rsvp`;
  gate.change(path, { status: 200, text: () => "<h1>Log in to the hotspot</h1>" });
  await keepHold(page, date);
  await page.reload();
  await until(() => puts(gate) > 0);
  await page.waitForTimeout(300);
  const [ask] = await rows(page, "outbox");
  assert.equal(ask.answer, undefined);
  assert.deepEqual(await rows(page, "plans"), []);
}));
