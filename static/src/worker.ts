/** The service worker: the pages one visited and Help now are there without a signal. */
import { nextTry, OUTBOX, sendWaiting } from "./outbox-sending";
import { takeAway } from "./leaving";
import { answerFile, answerPage, askPage } from "./worker-answers";
import { add, cacheOf, files, isCore, keep, pages, renewCore, tidy } from "./worker-kept";
import { watchPush } from "./worker-push";
import { keyOf } from "./worker-rules";

declare const self: ServiceWorkerGlobalScope;

/** The browser's call when the network is back; not every browser has it. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => {
  if (event.data === "clear") event.waitUntil(renewCore());
  if (event.data === "leave") event.waitUntil(leave(event.source));
  if (event.data === "opened") event.waitUntil(takeCare(event.source).finally(() => self.clients.claim()));
});
self.addEventListener("sync", (event) => {
  const call = event as SyncEvent;
  if (call.tag === OUTBOX) call.waitUntil(sendKept());
});
watchPush();
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || pathname.startsWith("/api/")) return;
  if (pathname.startsWith("/static/dist/")) event.respondWith(answerFile(request).catch(() => fetch(request)));
  else if (request.mode === "navigate") event.respondWith(answerPage(event));
});

async function install(): Promise<void> {
  await Promise.all([...files.map((path) => add(path)), ...pages.map((path) => add(path, "no-cache"))]);
}

/** A page that was opened before the worker was there counts as visited too. */
async function takeCare(client: ExtendableMessageEvent["source"]): Promise<void> {
  if (!(client instanceof WindowClient)) return;
  const url = new URL(client.url);
  const key = keyOf(url);
  if (!isCore(key)) await keep(await cacheOf(key), url, key, await askPage(url));
}

/** Finishes for a page that is gone; the other pages of this phone go too. */
async function leave(source: ExtendableMessageEvent["source"]): Promise<void> {
  const from = source instanceof Client ? source.id : "";
  for (const client of await self.clients.matchAll()) if (client.id !== from) client.postMessage("left");
  await takeAway();
  await renewCore();
}

/** A call that fails is made again by the browser, for as long as something waits. */
async function sendKept(): Promise<void> {
  await sendWaiting(true);
  if (await nextTry()) throw new Error("something still waits");
}
