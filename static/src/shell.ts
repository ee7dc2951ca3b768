/** The app shell in the page: registers the worker, says when the network is back. */
import { watchReturns } from "./shell-pages";

const COPY = "[data-kept]:not([hidden])";

/** Registers the worker once the page has loaded; a browser without workers shows pages all the same. */
export function registerWorker(): void {
  if (!("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  const register = () => void serviceWorker.register("/sw.js").catch(() => undefined);
  // A page that loaded before the worker was there is in nobody's care until it says so.
  if (!serviceWorker.controller) void serviceWorker.ready.then(({ active }) => active?.postMessage("opened"));
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}

/** Tells whether this page is a copy that the worker kept. */
export function isCopy(): boolean {
  return document.querySelector(COPY) !== null;
}

/** Offers to look for changes when the network is back; nothing loads by itself. */
export function watchNetwork(): void {
  if (!navigator.onLine) explainCopy("offline");
  addEventListener("online", () => explainCopy("back"));
  watchReturns();
}

/** Changes the reason in the notice of a copy; a page that is none says nothing. */
function explainCopy(why: "offline" | "back"): void {
  for (const notice of document.querySelectorAll<HTMLElement>(COPY)) notice.dataset["kept"] = why;
}
