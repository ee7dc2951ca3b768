/** Loaded with "Tell me on this phone": asked of the browser only after a tap, said in words, off again in one tap. */
import { silencePhone, subscriptionHere } from "./push-off";
import { tellOn } from "./push-sending";

const PATIENCE_MS = 15_000;

const OFF = "Off on this phone.";
const ON = "On. This phone shows a short message that names no activity. Your browser's maker passes it on and can't read it.";
const ASKING = "Your browser is asking you now.";
const WAITING = "One moment. Your browser is asking its maker's message service.";
const BLOCKED = "Your browser does not let Alongside show messages. You can change that in your browser's settings for this site. E-mail and a calendar work as well.";
const NOT_NOW = "Nothing is turned on. You can turn it on at any time.";
const SILENT = "Your browser's message service did not answer. Please try again later. E-mail and a calendar work as well.";
const NOT_HERE = "This browser can't show messages from a page. E-mail and a calendar work as well.";
const HOME_FIRST = "On this device, put Alongside on your home screen first: tap Share, then “Add to Home Screen”. Then turn this on there.";
const NOT_SENT = "Alongside could not be reached, so nothing is turned on. Please try again.";

/** Brings the row to life and shows how it stands; the server says the key, or that there is none. */
async function startPush(): Promise<void> {
  const row = document.querySelector<HTMLElement>("[data-push]");
  const key = row?.dataset["push"];
  if (!row || !key) return;
  row.querySelector("[data-push-on]")?.addEventListener("click", () => void turnOn(row, key));
  row.querySelector("[data-push-off]")?.addEventListener("click", () => void turnOff(row));
  const subscription = await subscriptionHere().catch(() => null);
  if (subscription && isOf(subscription, key)) {
    // Said again at each visit: a browser that is not heard of for long is forgotten.
    const isKept = await tellOn(subscription);
    show(row, isKept, isKept ? ON : NOT_SENT);
  } else {
    show(row, false, hindrance() ?? OFF);
  }
}

/** Why this browser can't be told things, if it can't. */
function hindrance(): string | null {
  const canPush = "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
  if (!canPush) return "standalone" in navigator && !navigator.standalone ? HOME_FIRST : NOT_HERE;
  return Notification.permission === "denied" ? BLOCKED : null;
}

async function turnOn(row: HTMLElement, key: string): Promise<void> {
  const reason = hindrance();
  if (reason) return show(row, false, reason);
  say(row, ASKING);
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return show(row, false, permission === "denied" ? BLOCKED : NOT_NOW);
  say(row, WAITING);
  const subscription = await subscribe(key).catch(() => null);
  if (!subscription) return show(row, false, SILENT);
  const isTaken = await tellOn(subscription);
  if (!isTaken) await subscription.unsubscribe().catch(() => false);
  show(row, isTaken, isTaken ? ON : NOT_SENT);
}

async function turnOff(row: HTMLElement): Promise<void> {
  await silencePhone();
  show(row, false, OFF);
}

/** A subscription for this instance's key, in time or not at all: a browser may never answer. */
async function subscribe(key: string): Promise<PushSubscription> {
  const { pushManager } = await inTime(navigator.serviceWorker.ready);
  const old = await pushManager.getSubscription();
  if (old && !isOf(old, key)) await old.unsubscribe();
  const asked = pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  return inTime(asked).catch((problem: unknown) => {
    // What comes too late is not wanted any more.
    void asked.then((late) => late.unsubscribe()).catch(() => undefined);
    throw problem;
  });
}

function inTime<T>(asked: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("too late")), PATIENCE_MS));
  return Promise.race([asked, late]);
}

/** Tells whether a subscription was made for this key; an instance may have been given a new one. */
function isOf(subscription: PushSubscription, key: string): boolean {
  const own = subscription.options.applicationServerKey;
  if (!own) return false;
  const text = btoa(String.fromCharCode(...new Uint8Array(own)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === key;
}

function show(row: HTMLElement, isOn: boolean, words: string): void {
  const [on, off] = [row.querySelector<HTMLElement>("[data-push-on]"), row.querySelector<HTMLElement>("[data-push-off]")];
  const hadFocus = document.activeElement === on || document.activeElement === off;
  if (on) on.hidden = isOn;
  if (off) off.hidden = !isOn;
  if (hadFocus) (isOn ? off : on)?.focus();
  say(row, words);
}

function say(row: HTMLElement, words: string): void {
  const spot = row.querySelector("[data-push-said]");
  if (spot) spot.textContent = words;
}

void startPush();
