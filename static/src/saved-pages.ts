/** The pages of saved and planned activities: kept beside the visited ones, for as long as they are saved. */
import { isLeft } from "./leaving";
import { mayKeep, PAGES, SAVED_PAGES } from "./worker-rules";

/** Where the page of an activity is. */
export function pageOf(activity: string): string {
  return `/activities/${activity}`;
}

/** Keeps the page of an activity: the copy there is, or a fresh one where that may be fetched. */
export async function keepPage(activity: string, mayFetch = true): Promise<void> {
  if (!("caches" in globalThis) || isLeft()) return;
  const path = pageOf(activity);
  const cache = await caches.open(SAVED_PAGES);
  if (await cache.match(path, { ignoreVary: true })) return;
  const visited = await caches.match(path, { cacheName: PAGES, ignoreVary: true });
  const page = visited ?? (mayFetch ? await fetch(path).catch(() => undefined) : undefined);
  if (page && mayKeep(page)) await cache.put(path, page);
}

/** Lets a page be one of the visited ones again. */
export async function releasePage(activity: string): Promise<void> {
  if (!("caches" in globalThis) || !(await caches.has(SAVED_PAGES)) || isLeft()) return;
  const path = pageOf(activity);
  const cache = await caches.open(SAVED_PAGES);
  const page = await cache.match(path, { ignoreVary: true });
  if (page) await (await caches.open(PAGES)).put(path, page);
  await cache.delete(path);
}

/** Keeps the pages of these activities and of no others; of saved ones those that were opened. */
export async function keepOnly(planned: string[], saved: string[]): Promise<void> {
  if (!("caches" in globalThis) || planned.length + saved.length === 0) return;
  const wanted = new Set([...planned, ...saved].map(pageOf));
  const cache = await caches.open(SAVED_PAGES);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (!wanted.has(pathname)) await releasePage(pathname.slice(pageOf("").length));
  }
  for (const activity of planned) await keepPage(activity).catch(() => undefined);
  for (const activity of saved) await keepPage(activity, false).catch(() => undefined);
}
