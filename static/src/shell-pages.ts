/** The pages that this phone keeps: listed where there is no connection, deleted with "Clear this phone". */
import { ageWords, keyOf, PAGES, SAVED_PAGES } from "./worker-rules";

/** Deletes the visited pages; the worker sees to it that no other copy tells of a visit. */
export async function forgetPages(): Promise<void> {
  if (!("caches" in globalThis)) return;
  for (const name of [PAGES, SAVED_PAGES]) await caches.delete(name).catch(() => false);
  // A page loaded past the worker has no controller, but the worker is there all the same.
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  registration?.active?.postMessage("clear");
}

/** Has the browser forget the pages in its own memory, where the server can be reached. */
export async function forgetMemory(): Promise<void> {
  await fetch("/clear-cache", { keepalive: true }).catch(() => undefined);
}

/** Loads a page anew that the browser brings back as it was left, where the phone no longer keeps it. */
export function watchReturns(): void {
  addEventListener("pageshow", ({ persisted }) => void (persisted && leaveForgotten().catch(() => undefined)));
}

async function leaveForgotten(): Promise<void> {
  if (!navigator.serviceWorker?.controller) return;
  const { pathname, search, href } = location;
  if (!(await caches.match(keyOf(new URL(href)), { ignoreVary: true }))) location.replace(pathname + search);
}

/** Fills the page for no connection with what can be read: the last list, the activities that were opened. */
export async function listPages(): Promise<void> {
  if (!("caches" in globalThis)) return;
  let isListed = false;
  for (const [url, copy] of [...(await copies(SAVED_PAGES)), ...(await copies(PAGES))]) {
    const { pathname, search } = new URL(url);
    if (pathname.startsWith("/activities/")) addActivity(pathname, titleOf(await copy.text()));
    else if (pathname === "/" && !isListed) isListed = pointToList(`/${search}`, titleOf(await copy.text()), ageWords(copy.headers, new Date()));
  }
}

/** The copies in a cache with their addresses, the latest first. */
async function copies(name: string): Promise<[string, Response][]> {
  if (!(await caches.has(name))) return [];
  const cache = await caches.open(name);
  const found: [string, Response][] = [];
  for (const { url } of [...(await cache.keys())].reverse()) {
    const copy = await cache.match(url);
    if (copy) found.push([url, copy]);
  }
  return found;
}

function titleOf(text: string): string {
  const title = /<title>[^<]*<\/title>/.exec(text)?.[0] ?? "";
  return new DOMParser().parseFromString(title, "text/html").title.replace(/ - Alongside$/, "");
}

function addActivity(address: string, title: string): void {
  const section = document.querySelector<HTMLElement>("[data-visited]");
  const link = document.createElement("a");
  link.href = address;
  link.textContent = title;
  const row = document.createElement("li");
  row.append(link);
  section?.querySelector("ul")?.append(row);
  if (section) section.hidden = false;
}

function pointToList(address: string, title: string, when: string): boolean {
  const link = document.querySelector<HTMLAnchorElement>("[data-list]");
  const says = document.querySelector("[data-list-says]");
  if (!link || !says) return false;
  link.href = address;
  link.textContent = title;
  says.textContent = when ? `: the list from ${when}` : "";
  return true;
}
