/** What is kept on this phone: the core of this version, always; the pages one visited, the newest. */
import { isMissing, isOld, madeAt, mayKeep, MOST_PAGES, PAGES, SAVED_PAGES } from "./worker-rules";

/** What the server put before the script: its version, and the addresses of its core. */
declare const KEEP: { version: string; files: string[]; pages: string[] };

const CORE = "alongside-core-";
const OURS = CORE + KEEP.version;

export const { files, pages } = KEEP;

/** How many answers were looked at for what is kept, since this worker woke up. */
let changes = 0;

/** The files and pages of this version. */
export function core(): Promise<Cache> {
  return caches.open(OURS);
}

/** Tells whether a page belongs to the core. */
export function isCore(key: string): boolean {
  return pages.includes(key);
}

/** The cache in which a page is kept. */
export async function cacheOf(key: string): Promise<Cache> {
  if (isCore(key)) return core();
  return caches.open((await isSaved(key)) ? SAVED_PAGES : PAGES);
}

async function isSaved(key: string): Promise<boolean> {
  return (await caches.match(key, { cacheName: SAVED_PAGES, ignoreVary: true })) !== undefined;
}

/** The copy of a page; of a core page the newest, which a version that still waits may have brought. */
export async function copyOf(cache: Cache, key: string): Promise<Response | undefined> {
  let copy = await cache.match(key, { ignoreVary: true });
  if (!isCore(key)) return copy;
  for (const cacheName of await cores()) {
    const found = await caches.match(key, { cacheName, ignoreVary: true });
    if (found && (!copy || madeAt(found.headers) > madeAt(copy.headers))) copy = found;
  }
  return copy;
}

/** The paths of everything in the cores of this phone. */
export async function keptFiles(): Promise<Set<string>> {
  const keys = await Promise.all((await cores()).map(async (name) => (await caches.open(name)).keys()));
  return new Set(keys.flat().map((request) => new URL(request.url).pathname));
}

async function cores(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(CORE));
}

/** Fetches a part of the core; throws when it is not to be had. */
export async function add(path: string, mode: RequestCache = "default"): Promise<void> {
  const response = await fetch(path, { cache: mode });
  if (response.status !== 200 || response.redirected) throw new Error(`${path}: ${response.status}`);
  await (await core()).put(path, response);
}

/** Takes the core of other versions away, and pages that are too old. */
export async function tidy(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(CORE) && name !== OURS) await caches.delete(name);
  if (await caches.has(PAGES)) await trim(await caches.open(PAGES));
}

/** Keeps a page that may be kept, and forgets one that is no longer there. */
export async function keep(cache: Cache, url: URL, key: string, response: Response): Promise<void> {
  // The core is the same for everybody; a page that carries somebody's search is not.
  if (isCore(key) && (url.search || isMissing(response))) return;
  changes += 1;
  if (isMissing(response)) {
    await cache.delete(key);
  } else if (mayKeep(response)) {
    await cache.put(key, response);
    if (!isCore(key) && !(await isSaved(key))) await trim(cache);
  }
}

/** A copy that is read counts as a visit: others go before it. */
export async function touch(cache: Cache, key: string): Promise<void> {
  const before = changes;
  const copy = await cache.match(key);
  // What was kept meanwhile may be a newer copy of this page, or its end: this one comes too late.
  if (copy && changes === before) await cache.put(key, copy);
}

async function trim(cache: Cache): Promise<void> {
  const keys = await cache.keys();
  for (const oldest of keys.slice(0, -MOST_PAGES)) await cache.delete(oldest);
  for (const key of keys.slice(-MOST_PAGES)) {
    const copy = await cache.match(key, { ignoreVary: true });
    if (copy && isOld(copy.headers, new Date())) await cache.delete(key);
  }
}

/** A core whose copies do not tell when a page was last opened; without a signal they lose their dates. */
export async function renewCore(): Promise<void> {
  await Promise.all(pages.map((path) => add(path, "no-cache").catch(() => undate(path))));
}

async function undate(path: string): Promise<void> {
  const cache = await core();
  const copy = await cache.match(path);
  const headers = new Headers(copy?.headers);
  headers.delete("date");
  if (copy) await cache.put(path, new Response(await copy.blob(), { headers }));
}
