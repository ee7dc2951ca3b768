/** The plans this phone knows: no more of them than a list of them shows. */
import { changeRows, inKept, readRows } from "./phone-database";

export interface Plan {
  id: string;
  activity: string;
  title: string;
  starts_at: string;
  ends_at: string | null;
  time_zone: string;
  area: string | null;
  /** What it is about, or what sort it is, for its picture; a copy of old does not know. */
  topic?: string;
  status: "going" | "waitlisted" | "offered" | "cancelled";
  date: "scheduled" | "cancelled" | "gone";
  position?: number;
  offer_until?: string;
  reason?: string;
  /** When it was to begin before it was moved. */
  was?: string;
  /** When its organiser last wrote to everybody. */
  wrote?: string;
  /** What was read of it in Mine: nothing of that is said again on other pages. */
  read?: string;
}

const LOOKED_AT = "plans";
const ALL = "/api/v1/me/rsvps";

/** A place as the server tells of it, as far as this phone takes it over. */
interface HeldPlace extends Pick<Plan, "status"> {
  position?: number;
  offer_until?: string;
  reason?: string;
  messages?: { sent_at: string }[];
  occurrence: Pick<Plan, "id" | "title" | "starts_at" | "ends_at" | "time_zone"> & {
    activity_id: string;
    kind?: string;
    topics?: string[];
    status: Plan["date"];
    place: { area: string | null } | null;
  };
}

/** Tells whether an answer is a place that somebody holds, waits for or gave back. */
export function isPlace(body: unknown): body is HeldPlace {
  return typeof body === "object" && body !== null && "occurrence" in body && "status" in body;
}

/** What this phone keeps of a place; `before` is what it kept until now. */
export function planOf(place: HeldPlace, before?: Plan): Plan {
  const { status, position, offer_until, reason, messages, occurrence } = place;
  const { id, activity_id, title, starts_at, ends_at, time_zone, status: date, place: where, kind, topics } = occurrence;
  const topic = topics?.[0] ?? kind;
  const isMoved = before !== undefined && Date.parse(before.starts_at) !== Date.parse(starts_at);
  const was = isMoved ? before.starts_at : before?.was;
  return {
    id, activity: activity_id, title, starts_at, ends_at, time_zone, area: where?.area ?? null, status, date,
    ...(topic === undefined ? {} : { topic }),
    ...(position === undefined ? {} : { position }),
    ...(offer_until === undefined ? {} : { offer_until }),
    ...(reason === undefined ? {} : { reason }),
    ...(was === undefined ? {} : { was }),
    ...(messages?.[0] === undefined ? {} : { wrote: messages[0].sent_at }),
    ...(before?.read === undefined ? {} : { read: before.read }),
  };
}

/** Every plan this phone knows, by time. */
export async function plans(): Promise<Plan[]> {
  const rows = await readRows<Plan>("plans");
  return rows.sort((one, other) => Date.parse(one.starts_at) - Date.parse(other.starts_at));
}

/** Takes over what the server says of one place. */
export async function keepPlan(place: HeldPlace): Promise<void> {
  await noteKnown();
  await changeRows<Plan>("plans", (rows) => ({ put: [planOf(place, rows.find(({ id }) => id === place.occurrence.id))] }));
}

/**
 * Asks the server for the list. `nobody`: no person is known on this phone, so its plans go;
 * `away`: no answer came, and what is kept stays.
 */
export async function refreshPlans(): Promise<"fresh" | "nobody" | "away"> {
  const response = await fetch(ALL).catch(() => null);
  if (response?.status === 401) {
    await takeOver([], null);
    return "nobody";
  }
  const body: unknown = response?.ok ? await response.json().catch(() => null) : null;
  if (typeof body !== "object" || body === null || !("items" in body) || !Array.isArray(body.items)) return "away";
  await takeOver(body.items.filter(isPlace), Date.now());
  return "fresh";
}

async function takeOver(places: HeldPlace[], at: number | null): Promise<void> {
  await changeRows<Plan>("plans", (rows) => {
    const known = new Map(rows.map((row) => [row.id, row]));
    const put = places.map((place) => planOf(place, known.get(place.occurrence.id)));
    const here = new Set(put.map(({ id }) => id));
    return { put, remove: [...known.keys()].filter((id) => !here.has(id)) };
  });
  await inKept("readwrite", (store) => (at === null ? store.delete(LOOKED_AT) : store.put(at, LOOKED_AT)));
}

/** When the server's list was last taken over, in ms; null where nobody is known on this phone. */
export async function lookedAt(): Promise<number | null> {
  const at = await inKept<unknown>("readonly", (store) => store.get(LOOKED_AT));
  return typeof at === "number" ? at : null;
}

/** Notes that somebody is known on this phone; their list was not asked for yet. */
export async function noteKnown(): Promise<void> {
  if ((await lookedAt()) === null) await inKept("readwrite", (store) => store.put(0, LOOKED_AT));
}

/** What there is to read of a plan that was called off, taken down or moved; "" for nothing. */
export function changeOf({ date, starts_at, was, status }: Plan): string {
  if (status === "cancelled") return "";
  return date === "scheduled" ? (was ? starts_at : "") : date;
}

/** Notes that every change was read. */
export function noteRead(): Promise<void> {
  return changeRows<Plan>("plans", (rows) => ({ put: rows.filter((plan) => changeOf(plan) !== (plan.read ?? "")).map((plan) => ({ ...plan, read: changeOf(plan) })) }));
}
