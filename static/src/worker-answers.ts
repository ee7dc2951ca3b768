/** How the worker answers: pages from the network while it moves, files from what is kept. */
import { cacheOf, core, files, keep, touch } from "./worker-kept";
import { ageWords, keyOf, presentFile, withNotice, withPresentFiles } from "./worker-rules";

const PATIENCE_MS = 2500;
/** Without a copy a slow phone is given longer: a page that comes late is better than none. */
const LONG_PATIENCE_MS = 10_000;

/** A page from the network; after a while, or where that fails, its copy; where there is none, /offline. */
export async function answerPage(event: FetchEvent): Promise<Response> {
  const url = new URL(event.request.url);
  const key = keyOf(url);
  // Opened before asking: what arrives after "Clear this phone" goes to the cache that is gone.
  const cache = await cacheOf(key).catch(() => null);
  const copy = await cache?.match(key, { ignoreVary: true }).catch(() => undefined);
  const asked = fetch(event.request).then((response) => (copy ? whole(response) : response));
  if (cache) event.waitUntil(asked.then((response) => keep(cache, url, key, response.clone()), () => touch(cache, key)).catch(() => undefined));
  const response = await inTime(asked, copy ? PATIENCE_MS : LONG_PATIENCE_MS);
  if (response && (!copy || response.status < 500)) return response;
  return asCopy(copy ?? (await (await core()).match("/offline", { ignoreVary: true }))).catch(() => asked);
}

/** A hashed file as it is kept, or from the network; at the worst the present one of its plain name. */
export async function answerFile(request: Request): Promise<Response> {
  const cache = await core();
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request).catch(() => Response.error());
  if (response.status !== 200) return (await presentOf(cache, request)) ?? response;
  await cache.put(request, response.clone()).catch(() => undefined);
  return response;
}

function presentOf(cache: Cache, request: Request): Promise<Response | undefined> {
  const present = presentFile(new URL(request.url).pathname, files);
  return present ? cache.match(present, { ignoreVary: true }) : Promise.resolve(undefined);
}

/** A page with all of its body: where there is a copy, half a page is worse. */
async function whole(response: Response): Promise<Response> {
  return response.status === 200 ? remade(await response.blob(), response.headers) : response;
}

/** The first to come: the answer, or nothing once the time is over or asking has failed. */
function inTime(asked: Promise<Response>, patience: number): Promise<Response | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
  return Promise.race([asked.catch(() => undefined), late]);
}

/** A copy that says that it is one, and names only files that are here. */
async function asCopy(copy: Response | undefined): Promise<Response> {
  if (!copy) throw new Error("nothing is kept");
  const here = new Set((await (await core()).keys()).map((request) => new URL(request.url).pathname));
  const text = withPresentFiles(await copy.text(), files, (path) => here.has(path));
  return remade(withNotice(text, navigator.onLine ? "away" : "offline", ageWords(copy.headers, new Date())), copy.headers);
}

/** A page of another body; its headers say nothing of the length and packing of the old one. */
function remade(body: BodyInit, headers: Headers): Response {
  const kept = new Headers(headers);
  kept.delete("content-encoding");
  kept.delete("content-length");
  return new Response(body, { headers: kept });
}
