/** Asks of a phone, as its outbox keeps them, and dates to ask for. */
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { NEARLY_FULL } from "./places.mjs";

/** The next dates of activities near the town that take places and have room. */
export async function openDates(page, count = 1) {
  const { items } = await (await page.request.get("/api/v1/activities?place=Shrewsbury&limit=50")).json();
  const dates = items.filter(({ kind, places, title }) => kind === "interest_group" && places === "open" && !NEARLY_FULL.has(title));
  return dates.slice(0, count).map(({ id, occurrence_id, title, starts_at }) => ({ id, occurrence: occurrence_id, title, starts_at }));
}

/** Keeps a hold in the outbox, as a page does that was left before it was sent. */
export function keepHold(page, date, key = newKey()) {
  return page.evaluate(async ([{ id, occurrence, title, starts_at }, key]) => {
    const ask = { key, method: "PUT", path: `/api/v1/occurrences/${occurrence}/rsvp`, body: {}, about: { occurrence, title, starts_at, page: `/activities/${id}` }, number: 1, tries: 0, after: 0, perhaps: false };
    const opening = indexedDB.open("alongside", 2);
    await new Promise((resolve, reject) => {
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const writing = opening.result.transaction("outbox", "readwrite");
        writing.objectStore("outbox").put(ask);
        writing.oncomplete = () => {
          opening.result.close();
          resolve();
        };
      };
    });
  }, [date, key]);
}

/** Every row of a kind that the phone keeps. */
export function rows(page, name) {
  return page.evaluate((name) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("alongside", 2);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction(name).objectStore(name).getAll();
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result);
      };
    };
  }), name);
}

/** The places that the server says this phone's guest has; null for nobody. */
export function places(page) {
  return page.evaluate(async () => {
    const answer = await fetch("/api/v1/me/rsvps");
    return answer.status === 401 ? null : (await answer.json()).items;
  });
}

/** Waits until something is so; fails after a while. */
export async function until(isSo, patience = 20_000) {
  for (const end = Date.now() + patience; Date.now() < end; await pause(100)) if (await isSo()) return;
  throw new Error("it did not come to be so in time");
}

/** A key as the outbox makes them. */
export function newKey() {
  return randomBytes(24).toString("hex");
}
