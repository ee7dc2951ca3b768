/** Bookmarks as a file to take along, and how such a file is read: strictly, or not at all. */
import { MOST_SAVES, type Saved } from "./phone-saves";

const WHAT = "alongside-saves";
const VERSION = 1;
const MOST_CHARACTERS = 500_000;
const LONGEST = { title: 200, icon: 20, time_zone: 64, area: 200 };
const ID = /^[0-9a-hjkmnp-tv-z]{12}$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const NAMES = ["id", "title", "icon", "starts_at", "ends_at", "time_zone", "area", "saved_at"];

const NO_FILE = "This is not a file of saved activities from Alongside. Nothing was changed.";
const NEWER = "This file is from a newer Alongside. Load this page again and try once more. Nothing was changed.";

/** A file that can't be used; its message is for the person. */
export class WrongFile extends Error {}

/** The text of a file that holds these bookmarks. */
export function writeFile(saves: Saved[]): string {
  const items = saves.map((save) => Object.fromEntries(NAMES.map((name) => [name, save[name as keyof Saved]])));
  return `${JSON.stringify({ what: WHAT, version: VERSION, saves: items }, null, 1)}\n`;
}

/** The bookmarks of a file; throws WrongFile for anything but a whole, right one. */
export function readFile(text: string): Saved[] {
  const file = parse(text);
  if (!isObject(file) || file["what"] !== WHAT || !Array.isArray(file["saves"])) throw new WrongFile(NO_FILE);
  if (typeof file["version"] === "number" && file["version"] > VERSION) throw new WrongFile(NEWER);
  const saves: unknown[] = file["saves"];
  if (file["version"] !== VERSION || saves.length > MOST_SAVES || !saves.every(isSave)) throw new WrongFile(NO_FILE);
  return saves;
}

function parse(text: string): unknown {
  if (text.length > MOST_CHARACTERS) throw new WrongFile(NO_FILE);
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongFile(NO_FILE);
  }
}

function isSave(value: unknown): value is Saved {
  if (!isObject(value) || Object.keys(value).sort().join() !== [...NAMES].sort().join()) return false;
  const isText = (name: keyof typeof LONGEST) => typeof value[name] === "string" && value[name].length <= LONGEST[name];
  const isMoment = (name: string) => typeof value[name] === "string" && MOMENT.test(value[name]) && !Number.isNaN(Date.parse(value[name]));
  return (
    typeof value["id"] === "string" && ID.test(value["id"]) && isText("title") && value["title"] !== "" &&
    isText("icon") && /^[a-z-]*$/.test(String(value["icon"])) && isText("time_zone") && isZone(value["time_zone"]) &&
    (value["area"] === null || isText("area")) && isMoment("saved_at") &&
    ["starts_at", "ends_at"].every((name) => value[name] === null || isMoment(name))
  );
}

function isZone(zone: unknown): boolean {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: String(zone) }) !== null;
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
