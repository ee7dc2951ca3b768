/**
 * What leaving takes from this phone, in the page and in the worker alike. What was cut off is
 * finished before anything is read again.
 */
import { DATABASE, PAGES, SAVED_PAGES, UNFINISHED } from "./worker-rules";

const page = (globalThis as { document?: { documentElement: { hidden: boolean } } }).document;

/** Tells whether this page was left: what it still does must keep nothing. */
export function isLeft(): boolean {
  return page?.documentElement.hidden ?? false;
}

/** Takes the kept pages and the database away. All is asked for at once: it is done though the page that asked is gone. */
export async function takeAway(): Promise<void> {
  const hasCaches = "caches" in globalThis;
  const asked = hasCaches ? [caches.open(UNFINISHED), caches.delete(PAGES), caches.delete(SAVED_PAGES)] : [];
  await Promise.all([...asked, dropDatabase()]);
  if (hasCaches) await caches.delete(UNFINISHED);
}

/** Finishes what was cut off, if anything was. */
export async function finishLeaving(): Promise<void> {
  if ("caches" in globalThis && (await caches.has(UNFINISHED))) await takeAway();
}

/** Takes the database away; who opens it afterwards waits for that. */
function dropDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const dropping = indexedDB.deleteDatabase(DATABASE);
    dropping.onerror = () => reject(dropping.error);
    dropping.onsuccess = () => resolve();
  });
}
