/** Dates of the example neighbourhood that people hold places on, and guests who hold them. */
import assert from "node:assert/strict";
import { LIST } from "./steps.mjs";

const MOST = 12;
/** The examples whose next dates have one place left: there is no second one for a friend. */
export const NEARLY_FULL = new Set(["Sort tins and packets at the food store", "Saturday on plot 14"]);
const SERVER = process.env.BROWSER_TESTS_ADDRESS;

/** The activities that take places, as the API's own pages, with the first date to come. */
export async function takingPlaces(wanted = () => true, server = SERVER) {
  const { items } = await read(`${server}/api/v1/activities${LIST.slice(1)}&radius_km=25&limit=50`);
  const open = items.filter(({ places, title, occurrence_id: date }) => places === "open" && date && !NEARLY_FULL.has(title));
  return open.filter(wanted);
}

/** One that nobody else uses: each test takes another, by its place in the list. */
export async function anOpenDate(number, wanted, server = SERVER) {
  const found = (await takingPlaces(wanted, server)).toSorted((one, other) => one.id.localeCompare(other.id));
  assert.ok(found.length > number, "there are enough activities that take places");
  const { id, title, occurrence_id: date, starts_at: starts } = found[number];
  return { id, title, date, starts, page: `/activities/${id}?date=${date}`, place: `/occurrences/${date}/place` };
}

/** One with few places, which can be filled. */
export async function aSmallDate(number, server = SERVER) {
  const found = await takingPlaces(undefined, server);
  const pages = await Promise.all(found.map(({ id }) => read(`${server}/api/v1/activities/${id}`)));
  const small = new Set(pages.filter(({ capacity, kind }) => capacity && capacity <= MOST && kind !== "support_meetup").map(({ id }) => id));
  return anOpenDate(number, ({ id }) => small.has(id), server);
}

/** Somebody else who holds a place; `leave` gives it back. */
export async function somebodyHolds(date, server = SERVER) {
  const answer = await fetch(`${server}/api/v1/occurrences/${date}/rsvp`, { method: "PUT", headers: { connection: "close", "content-type": "application/json" }, body: "{}" });
  const held = await answer.json();
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const leave = () => fetch(`${server}/api/v1/occurrences/${date}/rsvp`, { method: "DELETE", headers: { connection: "close", cookie, "sec-fetch-site": "same-origin" } });
  return { status: held.status, leave };
}

/** Fills a date, and gives who came in time. */
export async function fillUp(date, server = SERVER) {
  const held = [];
  for (;;) {
    const one = await somebodyHolds(date, server);
    if (one.status !== "going") {
      await one.leave();
      return held;
    }
    held.push(one);
    assert.ok(held.length <= MOST, "the date has an end");
  }
}

/** Over a connection of its own: the server may close an idle one as it is used again. */
async function read(address) {
  return (await fetch(address, { headers: { connection: "close" } })).json();
}
