/** How the worker answers: pages from the network while it moves, files from what is kept. */
import { finishLeaving } from "./leaving";
import { cacheOf, copyOf, core, files, keep, keptFiles, touch } from "./worker-kept";
import { ageWords, isTrouble, keyOf, presentFile, type Why, withNotice, withPresentFiles } from "./worker-rules";

const PATIENCE_MS = 2500;
/** Without a copy a slow phone is given longer: a page that comes late is better than none. */
const LONG_PATIENCE_MS = 10_000;
const LATE = Symbol("late");

/** A page from the network; after a while, or where that fails, its copy; where there is none, /offline. */
export async function answerPage(event: FetchEvent): Promise<Response> {
  const url = new URL(event.request.url);
  const key = keyOf(url);
  await inTime(finishLeaving(), PATIENCE_MS);
  // Opened before asking: what arrives after "Clear this phone" goes to the cache that is gone.
  const cache = await cacheOf(key).catch(() => null);
  const copy = cache ? await copyOf(cache, key).catch(() => undefined) : undefined;
  const asked = askPage(url, copy);
  if (cache) event.waitUntil(asked.then((response) => keep(cache, url, key, response.clone()), () => touch(cache, key)).catch(() => undefined));
  const response = await inTime(asked, copy ? PATIENCE_MS : LONG_PATIENCE_MS);
  if (response instanceof Response && !(copy && isTrouble(response))) return response;
  return asCopy(copy, reason(response)).catch(() => asked);
}

/**
 * Asks the server itself. The request of a step back in the history would be answered by the
 * browser's own memory at any age, so it is not passed on, and nothing is left in that memory.
 */
export async function askPage(url: URL, copy?: Response): Promise<Response> {
  const headers = new Headers({ accept: "text/html,application/xhtml+xml,*/*;q=0.8" });
  const tag = copy?.headers.get("etag");
  if (tag) headers.set("if-none-match", tag);
  const response = await fetch(url, { cache: "no-store", redirect: "manual", credentials: "same-origin", headers });
  if (!copy) return response;
  return response.status === 304 ? renewed(copy, response) : whole(response);
}

/** A hashed file as it is kept, or from the network; at the worst the present one of its plain name. */
export async function answerFile(request: Request): Promise<Response> {
  // Looked for in the core of every version: a copy may be one that a waiting version brought.
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const cache = await core();
  const response = await fetch(request).catch(() => Response.error());
  if (response.status !== 200) return (await presentOf(cache, request)) ?? response;
  await cache.put(request, response.clone()).catch(() => undefined);
  return response;
}

function presentOf(cache: Cache, request: Request): Promise<Response | undefined> {
  const present = presentFile(new URL(request.url).pathname, files);
  return present ? cache.match(present, { ignoreVary: true }) : Promise.resolve(undefined);
}

/** A copy that the server calls unchanged is fresh: it takes over the new date. */
async function renewed(copy: Response, { headers }: Response): Promise<Response> {
  const kept = new Headers(copy.headers);
  headers.forEach((value, name) => kept.set(name, value));
  return remade(await copy.clone().blob(), kept);
}

/** A page with all of its body: where there is a copy, half a page is worse. */
async function whole(response: Response): Promise<Response> {
  return response.status === 200 ? remade(await response.blob(), response.headers) : response;
}

/** The first to come: the answer, `LATE` once the time is over, or nothing where asking has failed. */
function inTime<T>(asked: Promise<T>, patience: number): Promise<T | typeof LATE | undefined> {
  const late = new Promise<typeof LATE>((resolve) => setTimeout(resolve, patience, LATE));
  return Promise.race([asked.catch(() => undefined), late]);
}

function reason(response: unknown): Why {
  if (!navigator.onLine) return "offline";
  return response === LATE ? "slow" : "away";
}

/** A copy that says that it is one, and names only files that are here; without one, /offline. */
async function asCopy(copy: Response | undefined, why: Why): Promise<Response> {
  const shown = copy ?? (await copyOf(await core(), "/offline"));
  if (!shown) throw new Error("nothing is kept");
  const here = await keptFiles();
  const text = withPresentFiles(await shown.clone().text(), files, (path) => here.has(path));
  return remade(withNotice(text, why, ageWords(shown.headers, new Date())), shown.headers);
}

/** A page of another body; its headers say nothing of the length and packing of the old one. */
function remade(body: BodyInit, headers: Headers): Response {
  const kept = new Headers(headers);
  kept.delete("content-encoding");
  kept.delete("content-length");
  return new Response(body, { headers: kept });
}
