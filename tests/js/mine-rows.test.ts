import assert from "node:assert/strict";
import { test } from "node:test";
import { endWords, newsWords, sections, statusWords, unsentWords } from "../../static/src/mine-rows";
import type { Ask } from "../../static/src/outbox-rules";
import { type Plan, planOf } from "../../static/src/phone-plans";
import { dayWords, timeWords } from "../../static/src/phone-words";

const NOW = new Date("2026-11-26T09:30:00Z");
const PLAN: Plan = { id: "one", activity: "a", title: "Craft table", starts_at: "2026-12-01T14:00:00+00:00", ends_at: "2026-12-01T15:30:00+00:00", time_zone: "Europe/London", area: "Lewes", status: "going", date: "scheduled" };

function plan(changes: Partial<Plan> = {}): Plan {
  return { ...PLAN, ...changes };
}

function ask(changes: Partial<Ask> = {}): Ask {
  return { key: "k", method: "PUT", path: "/api/v1/occurrences/one/rsvp", about: { occurrence: "one", title: "Craft table", starts_at: PLAN.starts_at, page: "/" }, number: 1, tries: 0, after: 0, perhaps: false, ...changes };
}

function where(one: Plan, asks: Ask[] = [], undone: string[] = []): string | undefined {
  const shown = sections([one], asks, new Set(undone), NOW.getTime());
  return Object.entries(shown).find(([, rows]) => rows.length > 0)?.[0];
}

test("each date stands where one looks for it", () => {
  assert.equal(where(plan()), "plans");
  assert.equal(where(plan({ status: "offered" })), "plans");
  assert.equal(where(plan({ status: "waitlisted" })), "waiting");
  assert.equal(where(plan({ date: "cancelled" })), "changed");
  assert.equal(where(plan({ was: "2026-12-01T13:00:00+00:00" })), "changed");
  assert.equal(where(plan({ starts_at: "2026-11-16T14:00:00Z", ends_at: "2026-11-16T15:00:00Z" })), "past");
  assert.equal(where(plan({ starts_at: "2026-10-01T14:00:00Z", ends_at: "2026-10-01T15:00:00Z" })), undefined);
});

test("what was given back is gone, but stays on the page where that was done", () => {
  assert.equal(where(plan({ status: "cancelled" })), undefined);
  assert.equal(where(plan({ status: "cancelled" }), [], ["one"]), "plans");
});

test("nothing says held before the server did", () => {
  const [row] = sections([], [ask()], new Set(), NOW.getTime()).plans;
  assert.equal(row?.plan, null);
  assert.match(unsentWords(ask(), null, false), /^We send it when you are online\. Your place is not held until then\.$/);
  assert.match(unsentWords(ask({ perhaps: true }), null, false), /^It may have reached us\..* not held for certain/);
  assert.match(unsentWords(ask({ method: "DELETE" }), plan(), false), /Your place is held until then\.$/);
});

test("how a late answer ended is told plainly", () => {
  assert.match(endWords(ask({ answer: { status: 401, said: "x" } }), null), /was not sent, as this phone is not known here any more\.$/);
  assert.match(endWords(ask({ answer: { status: 409, said: "It is full." } }), null), /could not be done\. It is full\.$/);
  assert.match(endWords(ask({ answer: { status: 201, said: "" } }), plan({ status: "waitlisted" })), /on the waiting list\.$/);
});

test("what changed is one line", () => {
  assert.equal(newsWords(plan({ date: "cancelled" }), NOW), "Craft table on Tuesday is cancelled");
  assert.equal(newsWords(plan({ starts_at: "2026-12-02T10:00:00+00:00", was: PLAN.starts_at }), NOW), "Craft table on Tuesday moved to Wed 2 Dec, 10:00");
});

test("one sees one's own place in the line, and until when an offer is kept", () => {
  assert.deepEqual(statusWords(plan({ status: "waitlisted", position: 3 }), NOW), ["On the waiting list.", " You are third in line."]);
  assert.deepEqual(statusWords(plan({ status: "offered", offer_until: "2026-11-27T09:30:00Z" }), NOW), ["A place is free for you.", " It is kept until 09:30, tomorrow, Fri 27 Nov."]);
});

test("times are those of the clock at the place, also across midnight and a year", () => {
  assert.equal(timeWords("2026-12-01T23:30:00Z", "2026-12-02T00:30:00Z", "Asia/Kolkata"), "05:00\u201306:00");
  assert.equal(dayWords("2026-11-26T23:30:00Z", "Asia/Kolkata", NOW), "Tomorrow, Fri 27 Nov");
  assert.equal(dayWords("2027-09-01T10:00:00Z", "Europe/London", NOW), "Wed 1 Sep 2027");
});

test("a plan keeps no name and no needs, and remembers where it was before", () => {
  const place = { status: "going" as const, alias: "Sam", needs: "A seat", occurrence: { id: "one", activity_id: "a", title: "Craft table", starts_at: "2026-12-02T14:00:00+00:00", ends_at: null, time_zone: "Europe/London", status: "scheduled" as const, place: { area: "Lewes", name: "Hall" } } };
  const kept = planOf(place, PLAN);
  assert.equal(kept.was, PLAN.starts_at);
  assert.doesNotMatch(JSON.stringify(kept), /Sam|seat|Hall/);
});

test("of a message to all the phone keeps that there is one, and not its words", () => {
  const place = { status: "going" as const, messages: [{ text: "The back door", sent_at: "2026-11-26T09:30:00Z" }], occurrence: { id: "one", activity_id: "a", title: "Craft table", starts_at: "2026-12-02T14:00:00+00:00", ends_at: null, time_zone: "Europe/London", status: "scheduled" as const, place: null } };
  const kept = planOf(place);
  assert.equal(kept.wrote, "2026-11-26T09:30:00Z");
  assert.doesNotMatch(JSON.stringify(kept), /back door/);
  assert.equal(planOf({ ...place, messages: undefined }, kept).wrote, undefined);
});
