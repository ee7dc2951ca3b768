/** An activity that runs, and somebody who holds a place at it. */
import { openPhone } from "./phone.mjs";
import { dayFromNow } from "./posting-steps.mjs";

const LISTING = {
  title: "Tea by the window", kind: "interest_group", description: "We drink tea.", format: "in_person", place_name: "The hall", address: "1 High Street",
  lat: 50.12, lon: -5.54, time_zone: "Europe/London", capacity: 8, booking: "needed", party_limit: 2,
};

/**
 * Publishes an activity as whoever is signed in on a page; its id and that of its date. `between`
 * runs once it is a draft.
 */
export async function publish(page, between = async () => undefined) {
  await page.goto("/organise");
  const day = dayFromNow(7);
  const { id } = await ask(page, "/activities", { ...LISTING, starts_at: `${day}T14:00`, ends_at: `${day}T15:30` });
  await between();
  await ask(page, `/activities/${id}/publish`, {});
  const { occurrences } = await ask(page, `/activities/${id}`);
  return { id, date: occurrences[0].id };
}

function ask(page, path, body) {
  return page.evaluate(async ([path, body]) => {
    const answer = await fetch(`/api/v1${path}`, body ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {});
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }, [path, body]);
}

/** Somebody holds a place on a date with a phone of their own. */
export async function holds(date, wish, then = async () => undefined) {
  const guest = await openPhone({ viewport: { width: 320, height: 568 } });
  try {
    await guest.page.goto("/help");
    await guest.page.evaluate(([id, body]) => fetch(`/api/v1/occurrences/${id}/rsvp`, { method: "PUT", headers: { "content-type": "application/json" }, body }), [date, JSON.stringify(wish)]);
    await then(guest.page);
  } finally {
    await guest.context.close();
  }
}
