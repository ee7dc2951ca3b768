/** What may be kept, under which name, and how a kept page says its age; no browser part in it. */

/** The visited pages; "Clear this phone" deletes them. */
export const PAGES = "alongside-pages";
/** The pages of what is saved or planned; neither their number nor their age takes them away. */
export const SAVED_PAGES = "alongside-saved";
/** Answers, plans, saves and what is not sent yet. */
export const DATABASE = "alongside";
/** A cache that is there while taking all of these away is not finished. */
export const UNFINISHED = "alongside-leaving";
export const MOST_PAGES = 60;
const MOST_MS = 30 * 24 * 60 * 60 * 1000;

/** Why a copy is shown; each has words of its own in the notice. */
export type Why = "offline" | "slow" | "away";

const MISSING = new Set([404, 410]);
const TOO_BUSY = new Set([408, 429]);
const HASHED = /\/static\/dist\/([\w.-]+)-[0-9a-f]{10}(\.\w+)/g;
// Whole tags, because in an attribute, where somebody's own words may stand, there is no bare "<".
const NOTICE = /(<div class="kept" data-kept|<span data-kept) hidden>/g;
const WHEN = /(<time data-when)>[^<]*/;

/**
 * The name a page is kept under. Only Nearby is another page for another search; elsewhere the
 * search is only carried along, and a script keeps it.
 */
export function keyOf(url: URL): string {
  return url.pathname === "/" ? url.pathname + url.search : url.pathname;
}

/** Tells whether an answer is a page, the same for everybody, that says it may be kept. */
export function mayKeep({ status, redirected, headers }: Response): boolean {
  const rule = headers.get("cache-control") ?? "";
  const isPage = headers.get("content-type")?.startsWith("text/html") ?? false;
  return status === 200 && !redirected && isPage && /\bpublic\b/.test(rule) && !/\bno-store\b/.test(rule);
}

/** Tells whether an answer says that there is no such page, or no longer. */
export function isMissing(response: Response): boolean {
  return MISSING.has(response.status);
}

/** Tells whether an answer only says that the server can't answer now. */
export function isTrouble({ status }: Response): boolean {
  return status >= 500 || TOO_BUSY.has(status);
}

/**
 * The text of a kept page that names only files this phone has: a file of another build gives way
 * to the present one of its plain name. `has` tells of a path whether it is here.
 */
export function withPresentFiles(text: string, files: readonly string[], has: (path: string) => boolean): string {
  return text.replace(HASHED, (named: string) => (has(named) ? named : (presentFile(named, files) ?? named)));
}

/** The present file of the same plain name as a hashed one. */
export function presentFile(path: string, files: readonly string[]): string | undefined {
  return files.find((file) => plainName(file) === plainName(path));
}

function plainName(path: string): string {
  return path.replace(HASHED, "$1$2");
}

/** The text of a kept page that shows its notice: why it is a copy, and from when where that is known. */
export function withNotice(text: string, why: Why, when: string): string {
  const shown = text.replace(NOTICE, `$1="${why}">`);
  return when ? shown.replace(WHEN, `$1>${when}`) : shown;
}

/** `14:05` of today, `Mon 23 Nov, 14:05` of another day, with the year if it is not this one; in the clock of the phone, 12 or 24 hours. */
export function whenWords(moment: Date, now: Date): string {
  const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions();
  const clock = hourCycle?.startsWith("h1") ? "h12" : "h23";
  const time = moment.toLocaleTimeString("en-GB", { hour: clock === "h12" ? "numeric" : "2-digit", minute: "2-digit", hourCycle: clock });
  if (moment.toDateString() === now.toDateString()) return time;
  const year = moment.getFullYear() === now.getFullYear() ? undefined : "numeric";
  const day = moment.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", year });
  return `${day.replace(",", "")}, ${time}`;
}

/** When the server made a kept answer, but never later than now; "" where it does not say. */
export function ageWords(headers: Headers, now: Date): string {
  const made = madeAt(headers);
  return made ? whenWords(new Date(Math.min(made, now.getTime())), now) : "";
}

/** When the server made an answer, in milliseconds; 0 where it does not say. */
export function madeAt(headers: Headers): number {
  return Date.parse(headers.get("date") ?? "") || 0;
}

/** Tells whether a copy has been on the phone for longer than a page is kept. */
export function isOld(headers: Headers, now: Date): boolean {
  const made = madeAt(headers);
  return made > 0 && now.getTime() - made > MOST_MS;
}
