/** What stands where in Mine, and in which words; no browser part in it. */
import type { Ask } from "./outbox-rules";
import { changeOf, type Plan } from "./phone-plans";
import { dayWords, onDay, ordinal, timeWords } from "./phone-words";

/** One date: what this phone knows of it, and what is not sent yet. */
export interface Row {
  id: string;
  plan: Plan | null;
  ask: Ask | null;
}

export interface Sections {
  changed: Row[];
  plans: Row[];
  waiting: Row[];
  past: Row[];
}

const PAST_MS = 30 * 24 * 60 * 60_000;

/** The rows by section. What was given back on this very page (`undone`) stays where it was. */
export function sections(plans: Plan[], asks: Ask[], undone: ReadonlySet<string>, now: number): Sections {
  const shown: Sections = { changed: [], plans: [], waiting: [], past: [] };
  for (const row of rows(plans, asks)) {
    const section = sectionOf(row, undone.has(row.id), now);
    if (section) shown[section].push(row);
  }
  shown.past.reverse();
  return shown;
}

function rows(plans: Plan[], asks: Ask[]): Row[] {
  const last = new Map(asks.map((ask) => [ask.about.occurrence, ask]));
  const known = plans.map((plan) => ({ id: plan.id, plan, ask: last.get(plan.id) ?? null }));
  const here = new Set(plans.map(({ id }) => id));
  const more = [...last].filter(([id]) => !here.has(id)).map(([id, ask]) => ({ id, plan: null, ask }));
  const starts = ({ plan, ask }: Row) => Date.parse(plan?.starts_at ?? ask?.about.starts_at ?? "");
  return [...known, ...more].sort((one, other) => starts(one) - starts(other));
}

function sectionOf({ plan, ask }: Row, isUndone: boolean, now: number): keyof Sections | null {
  if (!plan) return "plans";
  const ends = Date.parse(plan.ends_at ?? plan.starts_at);
  if (ends <= now) return plan.status === "going" && plan.date === "scheduled" && ends > now - PAST_MS ? "past" : null;
  if (plan.status === "cancelled") return isUndone || ask ? "plans" : null;
  if (changeOf(plan)) return "changed";
  return plan.status === "waitlisted" && !ask ? "waiting" : "plans";
}

/** What is so of a plan: a bold word, and the rest of the sentence. */
export function statusWords(plan: Plan, now: Date): [string, string] {
  if (plan.date === "cancelled") return ["Cancelled.", " It does not take place. There is nothing you need to do."];
  if (plan.date === "gone") return ["Taken down.", " It is no longer on Alongside. There is nothing you need to do."];
  if (plan.status === "waitlisted") return ["On the waiting list.", plan.position ? ` You are ${ordinal(plan.position)} in line.` : ""];
  if (plan.status === "offered") return ["A place is free for you.", plan.offer_until ? ` It is kept until ${timeWords(plan.offer_until, null, plan.time_zone)}, ${inSentence(dayWords(plan.offer_until, plan.time_zone, now))}.` : ""];
  return plan.status === "going" ? ["Place held.", ""] : ["You gave it back.", " Nobody is told why."];
}

/** Where a date was before it was moved; "" where it was not. */
export function movedWords({ was, date, time_zone }: Plan, now: Date): string {
  return was && date === "scheduled" ? `It was ${inSentence(dayWords(was, time_zone, now))}, ${timeWords(was, null, time_zone)}.` : "";
}

/** What becomes of an ask that is not sent yet, and what is so until then. */
export function unsentWords({ method, path, perhaps, isBack }: Ask, plan: Plan | null, isOnline: boolean): string {
  const when = isOnline ? "We try again in a moment." : "We send it when you are online.";
  if (isBack) return "We take it back when you are online.";
  if (perhaps && method === "PUT") return `It may have reached us. ${isOnline ? "We ask again in a moment." : "We ask again when you are online."} Your place is not held for certain until then.`;
  if (path.endsWith("/accept")) return `${when} The place is not yours until then.`;
  if (method === "DELETE" || path.endsWith("/decline")) return `${when} ${plan?.status === "going" ? "Your place is held until then." : "Nothing has changed until then."}`;
  const isHeld = plan !== null && plan.status !== "cancelled";
  return `${when} ${isHeld ? "Nothing has changed until then." : "Your place is not held until then."}`;
}

/** How an ask ended that was sent while nobody looked. */
export function endWords({ about, answer, method, path }: Ask, plan: Plan | null): string {
  const { status, said } = answer ?? { status: 0, said: "" };
  if (status === 401) return `${about.title}: your answer was not sent, as this phone is not known here any more.`;
  if (status >= 300) return `${about.title}: this could not be done. ${said}`;
  if (method === "DELETE" || path.endsWith("/decline")) return `${about.title}: sent. You gave it back.`;
  return `${about.title}: sent. ${plan?.status === "waitlisted" ? "You are on the waiting list." : "Your place is held."}`;
}

/** `Craft table on Tuesday is cancelled`: the line on other pages. */
export function newsWords(plan: Plan, now: Date): string {
  const { title, date, starts_at, was, time_zone } = plan;
  if (date !== "scheduled") return `${title} ${onDay(starts_at, time_zone, now)} ${date === "cancelled" ? "is cancelled" : "was taken down"}`;
  return `${title} ${was ? `${onDay(was, time_zone, now)} ` : ""}moved to ${inSentence(dayWords(starts_at, time_zone, now))}, ${timeWords(starts_at, null, time_zone)}`;
}

function inSentence(day: string): string {
  return day.replace(/^To\w+/, (word) => word.toLowerCase());
}
