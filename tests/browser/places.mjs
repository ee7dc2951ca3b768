/** Dates of the example neighbourhood that people hold places on, and guests who hold them. */
import assert from "node:assert/strict";
import { ADDRESS } from "./phone.mjs";
import { LIST } from "./steps.mjs";

/** The activities that take places, as the API's own pages, with the first date to come. */
export async function takingPlaces(wanted = () => true) {
  const { items } = await read(`/api/v1/activities${LIST.slice(1)}&radius_km=25&limit=50`);
  const open = items.filter(({ places, occurrence_id: date }) => places === "open" && date);
  return open.filter(wanted);
}

/** One that nobody else uses: each test takes another, by its place in the list. */
export async function anOpenDate(number, wanted) {
  const found = (await takingPlaces(wanted)).toSorted((one, other) => one.id.localeCompare(other.id));
  assert.ok(found.length > number, "there are enough activities that take places");
  const { id, title, occurrence_id: date, starts_at: starts } = found[number];
  return { id, title, date, starts, page: `/activities/${id}?date=${date}`, place: `/occurrences/${date}/place` };
}

/** Somebody else who holds a place; `leave` gives it back. */
export async function somebodyHolds(date, wish = {}) {
  const answer = await fetch(`${ADDRESS}/api/v1/occurrences/${date}/rsvp`, { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(wish) });
  const held = await answer.json();
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const leave = () => fetch(`${ADDRESS}/api/v1/occurrences/${date}/rsvp`, { method: "DELETE", headers: { cookie, "sec-fetch-site": "same-origin" } });
  return { status: held.status, leave };
}

/** Fills a date, and gives who came in time. */
export async function fillUp(date) {
  const held = [];
  for (;;) {
    const one = await somebodyHolds(date);
    if (one.status !== "going") {
      await one.leave();
      return held;
    }
    held.push(one);
    assert.ok(held.length < 60, "the date has an end");
  }
}

async function read(path) {
  return (await fetch(ADDRESS + path)).json();
}
