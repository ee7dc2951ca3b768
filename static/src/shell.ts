/** The app shell in the page: registers the worker, says when the network is back. */

/** Registers the worker once the page has loaded; a browser without workers shows pages all the same. */
export function registerWorker(): void {
  if (!("serviceWorker" in navigator)) return;
  const register = () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}

/** Tells whether this page is a copy that the worker kept. */
export function isCopy(): boolean {
  return document.querySelector("[data-kept]:not([hidden])") !== null;
}

/** Offers to look for changes when the network is back; nothing loads by itself. */
export function watchNetwork(): void {
  addEventListener("online", () => {
    for (const notice of document.querySelectorAll<HTMLElement>("[data-kept]:not([hidden])")) notice.dataset["kept"] = "back";
  });
}
