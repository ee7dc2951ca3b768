/** Days and times in the words of the cards, on the clock of the place; no browser part in it. */
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONG_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const DAY_MS = 24 * 60 * 60_000;
const DAYS_WITHOUT_YEAR = 183;
const A_WEEK = 6;

/** A moment as a clock and a calendar on the wall show it. */
interface Wall {
  year: number;
  month: number;
  day: number;
  hour: string;
  minute: string;
}

/** What a clock shows at a moment in an IANA zone; without one, what the text of the moment says. */
function wall(moment: string | Date, zone: string | null): Wall {
  const said = typeof moment === "string" ? /^(\d+)-(\d+)-(\d+)T(\d\d):(\d\d)/.exec(moment) : null;
  if (!zone && said) return { year: Number(said[1]), month: Number(said[2]), day: Number(said[3]), hour: said[4] ?? "", minute: said[5] ?? "" };
  const style = { year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const parts = new Intl.DateTimeFormat("en-GB", { ...style, ...(zone ? { timeZone: zone } : {}) }).formatToParts(new Date(moment));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return { year: Number(part("year")), month: Number(part("month")), day: Number(part("day")), hour: part("hour"), minute: part("minute") };
}

function count({ year, month, day }: Wall): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** `Tomorrow, Tue 24 Nov`, with the year where it is more than half a year away. */
export function dayWords(moment: string, zone: string | null, now: Date): string {
  const there = wall(moment, zone);
  const ahead = count(there) - count(wall(now, zone));
  const near = ahead === 0 ? "Today, " : ahead === 1 ? "Tomorrow, " : "";
  return near + shortDay(there, ahead);
}

function shortDay(there: Wall, ahead: number): string {
  const year = Math.abs(ahead) > DAYS_WITHOUT_YEAR ? ` ${there.year}` : "";
  return `${DAYS[weekday(there)]} ${there.day} ${MONTHS[there.month - 1]}${year}`;
}

function weekday(there: Wall): number {
  return new Date(count(there) * DAY_MS).getUTCDay();
}

/** `on Tuesday` within a week, `on Tue 8 Dec` later. */
export function onDay(moment: string, zone: string, now: Date): string {
  const there = wall(moment, zone);
  const ahead = count(there) - count(wall(now, zone));
  return `on ${ahead >= 0 && ahead <= A_WEEK ? LONG_DAYS[weekday(there)] : shortDay(there, ahead)}`;
}

/** `14:00` or `14:00–15:30`; the end only where it is another time. */
export function timeWords(starts: string, ends: string | null, zone: string | null): string {
  const time = ({ hour, minute }: Wall) => `${hour}:${minute}`;
  const first = time(wall(starts, zone));
  return ends && Date.parse(ends) > Date.parse(starts) ? `${first}\u2013${time(wall(ends, zone))}` : first;
}

/** `London time` where the phone's own clock shows another; "" where it shows the same. */
export function clockWords(moment: string, zone: string): string {
  const [there, here] = [wall(moment, zone), wall(new Date(moment), null)];
  if (count(there) === count(here) && there.hour === here.hour && there.minute === here.minute) return "";
  const name = zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
  return /^(UTC|GMT)/.test(name) ? name : `${name} time`;
}

/** `third`; `11th` and so on above ten. */
export function ordinal(number: number): string {
  const small = ORDINALS[number - 1];
  if (small) return small;
  const isTeen = number % 100 > 10 && number % 100 < 14;
  return number + (isTeen ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[number % 10] ?? "th"));
}
