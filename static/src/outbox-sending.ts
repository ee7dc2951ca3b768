/** Sends what waits, one after the other, in the page and in the worker alike. */
import { type Answer, answered, type Ask, isFinal, isNews, isWaiting, nextAsk, tried } from "./outbox-rules";
import { changeRows, readRows } from "./phone-database";
import { isPlace, keepPlan } from "./phone-plans";

/** The name of the lock, of the news and of the browser's own call when the network is back. */
export const OUTBOX = "alongside-outbox";
const PATIENCE_MS = 8000;

/** A full answer, for who asked and still waits for it. */
export interface Full {
  status: number;
  body: unknown;
}

/**
 * Sends what is due; `isUrgent` does not wait out a pause between tries. Gives the full answers by
 * key. Of two tabs and the worker one sends at a time, so that the first answer has made the guest
 * before the next ask goes.
 */
export async function sendWaiting(isUrgent = false): Promise<Map<string, Full>> {
  const full = new Map<string, Full>();
  await alone(() => sendAll(full, isUrgent));
  if (full.size > 0) announce();
  return full;
}

/** When the next ask is to be sent, in ms; 0 where nothing waits. */
export async function nextTry(): Promise<number> {
  const times = (await readRows<Ask>("outbox")).filter(isWaiting).map(({ after }) => after);
  return times.length > 0 ? Math.max(1, Math.min(...times)) : 0;
}

/** Tells open pages that what they show of the outbox has changed. */
export function announce(): void {
  if (!("BroadcastChannel" in globalThis)) return;
  const channel = new BroadcastChannel(OUTBOX);
  channel.postMessage("changed");
  channel.close();
}

/** A browser without locks relies on the server, which does nothing twice for one key. */
async function alone(work: () => Promise<void>): Promise<void> {
  if ("locks" in navigator) await navigator.locks.request(OUTBOX, work);
  else await work();
}

async function sendAll(full: Map<string, Full>, isUrgent: boolean): Promise<void> {
  const done = new Set<string>();
  for (;;) {
    if (!navigator.onLine) return;
    const ask = nextAsk(await readRows<Ask>("outbox"), done, isUrgent ? Infinity : Date.now());
    if (!ask) return;
    done.add(ask.key);
    await sendOne(ask, full);
  }
}

async function sendOne(ask: Ask, full: Map<string, Full>): Promise<void> {
  // Noted before it leaves: a page that is closed meanwhile does not know how it ended.
  await update(ask.key, (row) => ({ ...row, perhaps: true }));
  const response = await request(ask).catch(() => null);
  const body = response ? await readJson(response) : undefined;
  const status = response && body !== undefined ? response.status : null;
  if (status === null || !isFinal(status)) {
    await update(ask.key, (row) => tried({ ...row, perhaps: ask.perhaps }, status, response?.headers.get("retry-after") ?? null, Date.now()));
    return;
  }
  full.set(ask.key, { status, body });
  // A phone that was cleared meanwhile keeps nothing of it.
  if (status < 300 && isPlace(body) && (await isKept(ask.key))) await keepPlan(body);
  await end(ask.key, { status, said: sentence(body) });
}

async function isKept(key: string): Promise<boolean> {
  return (await readRows<Ask>("outbox")).some((row) => row.key === key);
}

function request({ key, method, path, body }: Ask): Promise<Response> {
  const headers = new Headers({ "idempotency-key": key, accept: "application/json" });
  if (body) headers.set("content-type", "application/json");
  return fetch(path, { method, headers, credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE_MS), ...(body ? { body: JSON.stringify(body) } : {}) });
}

/** What was answered; undefined for what is not the server's own word, as the page of a hotspot. */
async function readJson(response: Response): Promise<unknown> {
  const isJson = /^application\/(problem\+)?json\b/.test(response.headers.get("content-type") ?? "");
  return isJson && !response.redirected ? response.json().catch(() => undefined) : undefined;
}

function sentence(body: unknown): string {
  return typeof body === "object" && body !== null && "detail" in body ? String(body.detail) : "";
}

function update(key: string, change: (row: Ask) => Ask): Promise<void> {
  return changeRows<Ask>("outbox", (rows) => ({ put: rows.filter((row) => row.key === key).map(change) }));
}

/** The end stays until somebody was told, unless nobody needs to be. */
function end(key: string, answer: Answer): Promise<void> {
  return changeRows<Ask>("outbox", (rows) => {
    const row = rows.find((one) => one.key === key);
    if (!row) return {};
    const after = answered(row, answer);
    return isNews(after) ? { put: [after] } : { remove: [key] };
  });
}
