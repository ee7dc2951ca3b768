/** What a person asks of the server: kept on this phone first, sent, and kept until it is answered. */
import { type About, type Ask, enqueue, isWaiting, takeBack } from "./outbox-rules";
import { announce, type Full, nextTry, OUTBOX, sendWaiting } from "./outbox-sending";
import { changeRows, readRows } from "./phone-database";
import { plans } from "./phone-plans";

export type { Ask } from "./outbox-rules";
export type Told = { state: "answered"; status: number; body: unknown } | { state: "waiting" };

/** The browser's own call when the network is back, where there is one. */
interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

const KEY_BYTES = 24;
const SHORTEST_PAUSE_MS = 5_000;

let next: ReturnType<typeof setTimeout> | undefined;

/**
 * Asks the server for something about a date. Where no answer comes, the ask stays on this phone
 * and is sent again. Rejects where this browser keeps nothing: then a form is the way.
 */
export async function tell(asked: { method: "PUT" | "POST" | "DELETE"; path: string; body?: object; about: About }): Promise<Told> {
  const ask: Ask = { ...asked, key: newKey(), number: 0, tries: 0, after: 0, perhaps: false };
  await changeRows<Ask>("outbox", (rows) => enqueue(rows, ask));
  const full = (await sendWaiting(true)).get(ask.key) ?? (await heard(ask.key));
  if (full) {
    await forget(ask.key);
    return { state: "answered", ...full };
  }
  announce();
  await Promise.all([askForCall(), planTry()]);
  return { state: "waiting" };
}

/** Everything that is not sent yet, the oldest first. */
export async function waiting(): Promise<Ask[]> {
  return (await inOrder()).filter(isWaiting);
}

/** Everything that ended while nobody was there to be told, the oldest first. */
export async function ended(): Promise<Ask[]> {
  return (await inOrder()).filter((ask) => !isWaiting(ask));
}

/** Takes an ask back; false where it may have reached the server and can't be taken back here. */
export async function withdraw(key: string): Promise<boolean> {
  const before = (await inOrder()).find((ask) => ask.key === key);
  const held = (await plans()).find(({ id }) => id === before?.about.occurrence);
  let could = true;
  await changeRows<Ask>("outbox", (rows) => {
    const change = takeBack(rows, key, newKey(), held !== undefined && held.status !== "cancelled");
    could = change.put !== undefined || change.remove !== undefined;
    return change;
  });
  announce();
  return could;
}

/** Takes an ask away whose end was told. */
export function forget(key: string): Promise<void> {
  return changeRows<Ask>("outbox", () => ({ remove: [key] }));
}

/** Sends what waits when the network or the person is back, and after the pauses between tries. */
export function watchOutbox(): void {
  addEventListener("online", () => send(true));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  send();
}

function send(isUrgent = false): void {
  void sendWaiting(isUrgent).then(planTry).catch(() => undefined);
}

async function planTry(): Promise<void> {
  const at = await nextTry();
  clearTimeout(next);
  if (at) next = setTimeout(send, Math.max(at - Date.now(), SHORTEST_PAUSE_MS));
}

/** Calls when the outbox has changed, in this tab or elsewhere. */
export function onChange(changed: () => void): void {
  if ("BroadcastChannel" in globalThis) new BroadcastChannel(OUTBOX).addEventListener("message", changed);
}

async function inOrder(): Promise<Ask[]> {
  return (await readRows<Ask>("outbox")).sort((one, other) => one.number - other.number);
}

/** What another tab or the worker was answered, as far as it was kept. */
async function heard(key: string): Promise<Full | undefined> {
  const answer = (await inOrder()).find((ask) => ask.key === key)?.answer;
  return answer && { status: answer.status, body: { detail: answer.said } };
}

async function askForCall(): Promise<void> {
  const registration: SyncRegistration | undefined = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  await registration?.sync?.register(OUTBOX).catch(() => undefined);
}

/** A key that nobody else can guess: with it the answer to a first hold finds its guest again. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
