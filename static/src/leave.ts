/**
 * "Leave": another site in the place of this page, at once. Nothing is waited for: what is personal
 * goes from this phone meanwhile, by the worker, and by this page for as long as it is there.
 */
import { isLeft, takeAway } from "./leaving";
import { forgetMemory } from "./shell-pages";
import { forgetTab, heldInTab, holdInTab, isShiftOn } from "./store";

/** Stands in a tab that was left, until Alongside is opened there anew. */
const LEFT = "left";
const ENOUGH = 3;
const SOON_MS = 1500;
const ONCE_MORE = "Shift once more leaves this site.";
const STAYS = "You are still here.";

let presses = 0;
let latest = -SOON_MS;
let isOn = true;

/** Watches for all ways to leave; a tab that was left and steps back leaves again. */
export function watchLeaving(): void {
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (arrival?.type === "back_forward") leaveAgain();
  else if (heldInTab(LEFT)) forgetTab();
  addEventListener("pageshow", ({ persisted }) => persisted && leaveAgain());
  document.addEventListener("click", clicked, true);
  document.addEventListener("auxclick", clicked, true);
  document.addEventListener("pointerdown", () => (presses = 0), true);
  document.addEventListener("keydown", pressed, true);
  navigator.serviceWorker?.addEventListener("message", ({ data }) => data === LEFT && leave());
}

function leaveAgain(): void {
  if (heldInTab(LEFT)) leave();
}

function leave(): void {
  if (isLeft()) return;
  forgetTab();
  holdInTab(LEFT, "yes");
  const page = document.documentElement;
  // A slow site leaves this page on the screen until it answers: nothing may be read there.
  page.hidden = true;
  document.title = "Loading";
  const worker = navigator.serviceWorker?.controller;
  location.replace(worker && !navigator.onLine ? "/away" : (page.dataset["exit"] ?? "/away"));
  worker?.postMessage("leave");
  void takeAway().catch(() => undefined);
  void forgetMemory();
}

/** However it is clicked, it opens in this tab. */
function clicked(event: MouseEvent): void {
  if (!(event.target instanceof Element) || event.button === 2 || !event.target.closest("[data-leave]")) return;
  event.preventDefault();
  leave();
}

/** Counts Shift by itself, also while somebody types: with a capital another key comes between. */
function pressed(event: KeyboardEvent): void {
  if (event.repeat) return;
  const isAlone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
  presses = isAlone && event.timeStamp - latest < SOON_MS ? presses + 1 : Number(isAlone);
  latest = event.timeStamp;
  if (presses === 1) void isShiftOn().then((is) => (isOn = is));
  if (presses === ENOUGH - 1 && isOn) announce();
  if (presses >= ENOUGH && isOn) leave();
}

function announce(): void {
  say(ONCE_MORE);
  setTimeout(say, SOON_MS, STAYS);
}

function say(text: string): void {
  const spot = document.querySelector("[data-leave-said]");
  if (spot) spot.textContent = text;
}
