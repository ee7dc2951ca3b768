/** What becomes of an ask that this phone keeps until it is answered; no browser part in it. */
import type { Change } from "./phone-database";

/** What an ask is about, for the words in Mine. */
export interface About {
  occurrence: string;
  title: string;
  starts_at: string;
  page: string;
}

/**
 * Something a person asked of the server. `number` is its place in the queue. `perhaps`: a try
 * broke off, so that the server may have done it already. `isBack`: such a try, and what takes it back.
 */
export interface Ask {
  key: string;
  method: "PUT" | "POST" | "DELETE";
  path: string;
  body?: object;
  about: About;
  number: number;
  tries: number;
  after: number;
  perhaps: boolean;
  isBack?: boolean;
  answer?: Answer;
}

/** How an ask ended: 2xx or a refusal, with the server's sentence. */
export interface Answer {
  status: number;
  said: string;
}

const AGAIN = new Set([408, 425, 429]);
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/** Tells whether a status ends an ask; the others mean that it is sent again. */
export function isFinal(status: number): boolean {
  return status >= 200 && status < 500 && !AGAIN.has(status);
}

/** Tells whether an ask still has to be sent. */
export function isWaiting(ask: Ask): boolean {
  return !ask.answer;
}

/** Puts an ask at the end of the queue; an earlier one on the same date gives way, unless it may have been done. */
export function enqueue(rows: Ask[], ask: Ask): Change<Ask> {
  const number = Math.max(0, ...rows.map((row) => row.number)) + 1;
  const same = rows.filter((row) => row.about.occurrence === ask.about.occurrence);
  const remove = same.filter((row) => row.answer || !row.perhaps).map((row) => row.key);
  return { put: [{ ...ask, number }], remove };
}

/** The next ask to send: the first in the queue, as one that may have been done decides who sends the rest. */
export function nextAsk(rows: Ask[], tried: ReadonlySet<string>, now: number): Ask | undefined {
  const waiting = rows.filter(isWaiting).sort((one, other) => one.number - other.number);
  const ready = waiting.find((ask) => !tried.has(ask.key) && ask.after <= now);
  const blocking = waiting.find((ask) => ask.perhaps);
  return ready && blocking && blocking.number < ready.number ? undefined : ready;
}

/** The ask after a try that was not answered for good; `retryAfter` is the header, in seconds. */
export function tried(ask: Ask, status: number | null, retryAfter: string | null, now: number): Ask {
  const tries = ask.tries + 1;
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
  const told = Number(retryAfter) * 1000 || 0;
  const perhaps = ask.perhaps || status === null || status >= 500;
  return { ...ask, tries, perhaps, after: now + Math.max(pause, told) };
}

/** The ask with its end; what it asked in detail is kept no longer. */
export function answered(ask: Ask, answer: Answer): Ask {
  const { body: _, ...kept } = ask;
  return { ...kept, answer };
}

/** Tells whether the end of an ask is worth a word: taking back what was never done is not. */
export function isNews({ isBack, answer }: Ask): boolean {
  return !(isBack && answer);
}

/**
 * What "Do not send" does to the queue. A hold that may have been done is followed by its opposite;
 * any other ask that may have been done stays, and `isHeld` tells that there was a place before.
 */
export function takeBack(rows: Ask[], key: string, newKey: string, isHeld: boolean): Change<Ask> {
  const ask = rows.find((row) => row.key === key);
  if (!ask || ask.answer) return {};
  if (!ask.perhaps) return { remove: [key] };
  if (ask.method !== "PUT" || isHeld) return {};
  const { body: _, ...about } = ask;
  const { put = [] } = enqueue(rows, { ...about, key: newKey, method: "DELETE", tries: 0, after: 0, perhaps: false, isBack: true });
  return { put: [{ ...ask, isBack: true }, ...put] };
}
