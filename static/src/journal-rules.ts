/** What this phone keeps of visits, limits and steps, and what follows from it; no browser part in it. */

/** One visit as it was for the person. `peak` is 0 to 10; a word stands for one. */
export interface Visit {
  id: string;
  activity: string;
  title: string;
  /** When it was, ISO. */
  on: string;
  peak: number;
  word?: Word;
  expected?: number;
  band?: string;
}

/** The step somebody chose for themselves. */
export interface Chosen {
  /** Of its date, or of the activity where it has none. */
  id: string;
  activity: string;
  title: string;
  starts: string | null;
  expected?: number;
}

export interface Journal {
  visits: Visit[];
  /** What was expected of a date to come, 0 to 10, by its id. */
  expected: Record<string, number>;
  /** How many of the visits are in the profile's numbers. */
  taught: number;
  /** Which numbers those are; others in the profile are from elsewhere, and all is worked out anew. */
  mark: string;
  limit: number;
  rest: boolean;
  step: Chosen | null;
  isStopped: boolean;
  /** The visit after which it was said that a pause is fine, and the one it was ended at. */
  flagged: string;
  resumed: string;
  isPaused: boolean;
  invitedAt: number;
  isUninvited: boolean;
}

export type Word = "fine" | "nervous" | "very_nervous" | "avoid";

/** The peak that each word stands for: where the model's answer to it lies. */
export const PEAKS: Record<Word, number> = { fine: 2.9, nervous: 4.5, very_nervous: 5.7, avoid: 6.8 };
export const WORDS: Record<Word, string> = { fine: "fine", nervous: "a bit nervous", very_nervous: "very nervous", avoid: "too much for now" };

const DAY_MS = 24 * 60 * 60_000;
const MOST_VISITS = 100;
const [FINE, HARD, ALARMING] = [5, 5.51, 9];
const [RECENT_MS, PAUSE_MS] = [28 * DAY_MS, 14 * DAY_MS];
const ENOUGH = 3;

export const EMPTY: Journal = { visits: [], expected: {}, taught: 0, mark: "", limit: 0, rest: false, step: null, isStopped: false, flagged: "", resumed: "", isPaused: false, invitedAt: 0, isUninvited: false };

/** Reads what was kept; what can't be read counts as nothing kept. */
export function readJournal(text: string | null): Journal {
  try {
    const read: unknown = JSON.parse(text ?? "{}");
    return { ...EMPTY, ...(typeof read === "object" && read !== null && !Array.isArray(read) ? read : {}) };
  } catch {
    return { ...EMPTY };
  }
}

/** What the phone keeps, with what a tab held from before the phone remembered. */
export function joined(phone: string | null, tab: string | null): Journal {
  if (phone === null || tab === null) return readJournal(phone ?? tab);
  const [kept, held] = [readJournal(phone), readJournal(tab)];
  const both: Journal = {
    ...kept,
    expected: { ...held.expected, ...kept.expected },
    limit: kept.limit || held.limit,
    rest: kept.rest || held.rest,
    step: kept.step ?? held.step,
    isStopped: kept.isStopped || held.isStopped,
    isPaused: kept.isPaused || held.isPaused,
    isUninvited: kept.isUninvited || held.isUninvited,
    invitedAt: Math.max(kept.invitedAt, held.invitedAt),
  };
  return held.visits.filter(({ id }) => !kept.visits.some((visit) => visit.id === id)).reduce(withVisit, both);
}

/** Whether every visit is in these numbers of the profile. */
export function isTaught({ visits, taught, mark }: Journal, state: unknown): boolean {
  return visits.length === 0 || (taught >= visits.length && mark === markOf(state));
}

/** What tells numbers of a profile from others. */
export function markOf(state: unknown): string {
  const { theta = "", variance = "" } = (state ?? {}) as { theta?: unknown; variance?: unknown };
  return `${theta}/${variance}`;
}

/** The journal with one visit more, or told anew. */
export function withVisit(journal: Journal, visit: Visit): Journal {
  const before = journal.visits.filter(({ id }) => id !== visit.id);
  const isAnew = before.length < journal.visits.length;
  const visits = [...before, visit].sort((one, other) => Date.parse(one.on) - Date.parse(other.on));
  const isLast = visits.at(-1) === visit && !isAnew && visits.length <= MOST_VISITS;
  return { ...journal, visits: visits.slice(-MOST_VISITS), taught: isLast ? journal.taught : 0 };
}

/** The journal with how the activity of a visit had seemed before it. */
export function withBand(journal: Journal, id: string, band: string): Journal {
  return { ...journal, visits: journal.visits.map((visit) => (visit.id === id ? { ...visit, band } : visit)) };
}

/** The journal without a visit; what it taught is worked out anew. */
export function withoutVisit(journal: Journal, id: string): Journal {
  return { ...journal, visits: journal.visits.filter((visit) => visit.id !== id), taught: 0 };
}

/** The visits as next steps are asked with; after a pause that was ended, the hard ones before its end count once. */
export function doneOf({ visits, resumed }: Journal): { activity_id: string; peak_anxiety: number }[] {
  const end = visits.findIndex(({ id }) => id === resumed);
  const told = visits.filter(({ peak }, place) => !(place < end && peak >= HARD && (visits[place + 1]?.peak ?? 0) >= HARD));
  return told.map(({ activity, peak }) => ({ activity_id: activity, peak_anxiety: peak }));
}

/** Two ratings of 9 or 10 in a row, of which nothing was said yet: the id of the second one. */
export function alarm({ visits, flagged }: Journal): string {
  const [before, last] = visits.slice(-2);
  const isSo = before && last && before.peak >= ALARMING && last.peak >= ALARMING;
  return isSo && flagged !== last.id ? last.id : "";
}

/** Whether to invite, once in two weeks at most: three fine comfortable visits in four weeks and no stretch. */
export function invites(journal: Journal, now: number): boolean {
  const { visits, invitedAt, isUninvited, isStopped, isPaused } = journal;
  if (isUninvited || isStopped || isPaused || now - invitedAt < PAUSE_MS) return false;
  const recent = visits.filter(({ on }) => now - Date.parse(on) < RECENT_MS);
  const isAll = recent.every(({ peak, band }) => band === "comfortable" && peak <= FINE);
  return isAll && recent.length >= ENOUGH;
}

/** `You expected 7 of 10. It was 4.` */
export function wasWords({ expected, peak, word }: Visit): string {
  const was = word ? `It was ${WORDS[word]}.` : expected === undefined ? `It was ${peak} of 10.` : `It was ${peak}.`;
  return expected === undefined ? was : `You expected ${expected} of 10. ${was}`;
}

/** The first week, Monday to Sunday, with more dates than the limit: its Monday and how many; null where none is. */
export function fullWeek(starts: number[], limit: number): { monday: Date; count: number } | null {
  if (!limit) return null;
  const weeks = new Map<number, number>();
  for (const start of [...starts].sort((one, other) => one - other)) {
    const day = new Date(start);
    const monday = new Date(day.getFullYear(), day.getMonth(), day.getDate() - ((day.getDay() + 6) % 7)).getTime();
    weeks.set(monday, (weeks.get(monday) ?? 0) + 1);
  }
  const [found] = [...weeks].filter(([, count]) => count > limit);
  return found ? { monday: new Date(found[0]), count: found[1] } : null;
}

/** Whether one was out today or yesterday. */
export function isRestDay(ends: number[], now: number): boolean {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  return ends.some((end) => end < now && end >= midnight - DAY_MS);
}

/** Weeks between two visits, as the model counts them. */
export function weeksBetween(before: string | undefined, on: string): number {
  const weeks = before ? (Date.parse(on) - Date.parse(before)) / (7 * DAY_MS) : 0;
  return Math.min(520, Math.max(0, Math.round(weeks * 10) / 10 || 0));
}
