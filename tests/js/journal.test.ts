import assert from "node:assert/strict";
import { test } from "node:test";
import { alarm, doneOf, EMPTY, fullWeek, invites, isRestDay, isTaught, joined, type Journal, markOf, readJournal, type Visit, wasWords, weeksBetween, withoutVisit, withVisit } from "../../static/src/journal-rules";
import { filtersOf, profileOf, withState } from "../../static/src/profile-body";

const NOW = Date.parse("2026-11-26T09:30:00Z");
const DAY = 24 * 60 * 60_000;

function visit(id: string, peak: number, daysAgo: number, more: Partial<Visit> = {}): Visit {
  return { id, activity: `a-${id}`, title: id, on: new Date(NOW - daysAgo * DAY).toISOString(), peak, ...more };
}

function kept(...visits: Visit[]): Journal {
  return { ...EMPTY, visits };
}

test("visits stand in the order they were, and telling anew replaces", () => {
  const journal = withVisit(withVisit(kept(), visit("two", 4, 1)), visit("one", 6, 9));
  assert.deepEqual(journal.visits.map(({ id }) => id), ["one", "two"]);
  assert.deepEqual(withVisit(journal, visit("two", 7, 1)).visits.map(({ peak }) => peak), [6, 7]);
  assert.deepEqual(withoutVisit(journal, "one").visits.map(({ id }) => id), ["two"]);
});

test("only a visit at the end goes on from what was learned; any other begins anew", () => {
  const learned = { ...kept(visit("one", 4, 9)), taught: 1 };
  assert.equal(withVisit(learned, visit("two", 4, 1)).taught, 1);
  assert.equal(withVisit(learned, visit("zero", 4, 20)).taught, 0);
  assert.equal(withVisit(learned, visit("one", 5, 9)).taught, 0);
  assert.equal(withoutVisit(learned, "one").taught, 0);
});

test("what was expected and what it was, in words", () => {
  assert.equal(wasWords(visit("one", 4, 1, { expected: 7 })), "You expected 7 of 10. It was 4.");
  assert.equal(wasWords(visit("one", 4, 1)), "It was 4 of 10.");
  assert.equal(wasWords(visit("one", 2.9, 1, { word: "fine", expected: 0 })), "You expected 0 of 10. It was fine.");
});

test("two ratings of 9 or 10 in a row raise the card once, and nothing else does", () => {
  const two = kept(visit("one", 9, 8), visit("two", 10, 1));
  assert.equal(alarm(two), "two");
  assert.equal(alarm({ ...two, flagged: "two" }), "");
  assert.equal(alarm(kept(visit("one", 9, 8))), "");
  assert.equal(alarm(kept(visit("one", 9, 8), visit("mid", 5, 4), visit("two", 9, 1))), "");
  assert.equal(alarm(kept(visit("one", 8, 8), visit("two", 10, 1))), "");
});

test("an invitation needs three fine comfortable visits in four weeks and no stretch", () => {
  const calm = { band: "comfortable" };
  const three = kept(visit("a", 2, 20, calm), visit("b", 3, 10, calm), visit("c", 1, 2, calm));
  assert.equal(invites(three, NOW), true);
  assert.equal(invites(kept(...three.visits.slice(1)), NOW), false);
  assert.equal(invites(kept(...three.visits, visit("d", 4, 1, { band: "gentle_stretch" })), NOW), false);
  assert.equal(invites(kept(...three.visits, visit("d", 7, 1, calm)), NOW), false);
  assert.equal(invites(three, NOW + 10 * DAY), false, "one of them is too long ago");
});

test("an invitation comes at most every 14 days, not while stopped, and can be off for good", () => {
  const calm = { band: "comfortable" };
  const three = kept(visit("a", 2, 5, calm), visit("b", 3, 4, calm), visit("c", 1, 2, calm));
  assert.equal(invites({ ...three, invitedAt: NOW - 13 * DAY }, NOW), false);
  assert.equal(invites({ ...three, invitedAt: NOW - 14 * DAY }, NOW), true);
  for (const off of [{ isUninvited: true }, { isStopped: true }, { isPaused: true }]) assert.equal(invites({ ...three, ...off }, NOW), false);
});

test("after a pause that was ended, two hard visits count as one", () => {
  const hard = kept(visit("a", 3, 9), visit("b", 8, 5), visit("c", 9, 2));
  assert.equal(doneOf(hard).length, 3);
  assert.deepEqual(doneOf({ ...hard, resumed: "c" }), [{ activity_id: "a-a", peak_anxiety: 3 }, { activity_id: "a-c", peak_anxiety: 9 }]);
});

test("a week with more plans than one wanted is named by its Monday; a limit of none never", () => {
  const starts = [1, 2, 3, 9].map((days) => new Date(2026, 10, 22 + days, 14).getTime());
  assert.deepEqual(fullWeek(starts, 2), { monday: new Date(2026, 10, 23), count: 3 });
  assert.equal(fullWeek(starts, 3), null);
  assert.equal(fullWeek(starts, 0), null);
});

test("a day of rest is the day of a visit and the one after", () => {
  const now = new Date(2026, 10, 26, 9).getTime();
  assert.equal(isRestDay([new Date(2026, 10, 25, 16).getTime()], now), true);
  assert.equal(isRestDay([new Date(2026, 10, 24, 16).getTime()], now), false);
  assert.equal(isRestDay([new Date(2026, 10, 26, 16).getTime()], now), false);
});

test("weeks between visits, never below none or above ten years", () => {
  assert.equal(weeksBetween(undefined, "2026-11-26T10:00:00Z"), 0);
  assert.equal(weeksBetween("2026-11-12T10:00:00Z", "2026-11-26T10:00:00Z"), 2);
  assert.equal(weeksBetween("1990-01-01T10:00:00Z", "2026-11-26T10:00:00Z"), 520);
});

test("what can't be read counts as nothing kept", () => {
  for (const text of [null, "", "{", "[]", "3"]) assert.deepEqual(readJournal(text), EMPTY);
  assert.equal(readJournal('{"limit": 2}').limit, 2);
});

test("the answers become the profile of the API", () => {
  const answers = "level=4&answer_party=avoid&feel_speak=harder&today=harder&pace=steady&interest=walking&interest=sewing&max_km=4&free_time=sat_morning&budget_minor=500&budget_currency=EUR";
  assert.deepEqual(profileOf(answers), {
    level: 4, answers: { party: "avoid" }, sensitivities: { speak: "harder" }, today: "harder", pace: "steady",
    interests: ["walking", "sewing"], free_times: ["sat_morning"], max_km: 4, budget: { minor: 500, currency: "EUR" },
  });
  assert.deepEqual(profileOf(""), {});
  assert.deepEqual(profileOf("max_km=far&state={broken"), {});
  const taught = withState("level=4", { theta: 0.5 });
  assert.deepEqual(profileOf(taught)["state"], { theta: 0.5 });
  assert.equal(withState(taught, null), "level=4");
});

test("the search becomes the filters of the API; near means in person", () => {
  assert.deepEqual(filtersOf("?place=Lewes&radius_km=3&kind=volunteering&free=true&view=plain&sort=soonest&when=today"), { place: "Lewes", radius_km: 3, kind: ["volunteering"], free: true, format: ["in_person"] });
  assert.deepEqual(filtersOf("?lat=50.1&lon=0.2&format=online"), { lat: 50.1, lon: 0.2, format: ["online"] });
  assert.deepEqual(filtersOf("?radius_km=x"), {});
});

test("what a tab held joins what the phone keeps: no visit is lost, and none stands there twice", () => {
  const phone = { ...kept(visit("one", 4, 9), visit("three", 2, 1)), taught: 2, limit: 2, expected: { soon: 3 } };
  const tab = { ...kept(visit("one", 8, 9), visit("two", 6, 5)), isUninvited: true, limit: 4, expected: { soon: 9, later: 1 } };
  const both = joined(JSON.stringify(phone), JSON.stringify(tab));
  assert.deepEqual(both.visits.map(({ id, peak }) => [id, peak]), [["one", 4], ["two", 6], ["three", 2]]);
  assert.deepEqual([both.taught, both.limit, both.isUninvited, both.expected], [0, 2, true, { soon: 3, later: 1 }]);
  assert.deepEqual(joined(null, JSON.stringify(tab)), tab);
  assert.deepEqual(joined(null, null), EMPTY);
});

test("visits are taught only while the profile holds the numbers they made", () => {
  const state = { theta: 0.1, variance: 0.5 };
  const journal = { ...kept(visit("one", 4, 9)), taught: 1, mark: markOf(state) };
  assert.equal(isTaught(journal, state), true);
  assert.equal(isTaught(journal, { ...state, theta: 0.2 }), false, "numbers from elsewhere");
  assert.equal(isTaught(journal, null), false, "numbers that were lost");
  assert.equal(isTaught({ ...journal, taught: 0 }, state), false);
  assert.equal(isTaught(kept(), null), true);
});
