/**
 * Who came, ticked on the day: kept in this browser's database and nowhere else. Nothing here
 * asks the network for anything.
 */
import { inKept } from "./phone-database";

const CAME = "came";
const KEPT_MS = 24 * 60 * 60_000;

interface Ticks {
  until: number;
  keys: string[];
}

type Dates = Record<string, Ticks>;

/** Shows the ticks of this date, keeps each change, and forgets those of dates a day ago. */
export async function watchCame(): Promise<void> {
  const list = document.querySelector<HTMLElement>("[data-ticks]");
  const boxes = [...document.querySelectorAll<HTMLInputElement>("[data-came]")];
  const date = list?.dataset["ticks"];
  if (!list || !date || boxes.length === 0) return;
  const until = Date.parse(list.dataset["ends"] ?? "") + KEPT_MS;
  const kept = tidy(await read(), Date.now());
  await write(kept);
  for (const box of boxes) box.checked = kept[date]?.keys.includes(box.dataset["came"] ?? "") ?? false;
  say(boxes);
  for (const box of boxes) box.addEventListener("change", () => void keep(date, until, boxes));
}

async function keep(date: string, until: number, boxes: HTMLInputElement[]): Promise<void> {
  say(boxes);
  const keys = boxes.filter(({ checked }) => checked).map((box) => box.dataset["came"] ?? "");
  const { [date]: _, ...others } = await read();
  await write(keys.length > 0 ? { ...others, [date]: { until, keys } } : others);
}

function tidy(dates: Dates, now: number): Dates {
  return Object.fromEntries(Object.entries(dates).filter(([, { until }]) => until > now));
}

function say(boxes: HTMLInputElement[]): void {
  const spot = document.querySelector("[data-came-said]");
  const came = boxes.filter(({ checked }) => checked).length;
  if (spot) spot.textContent = came === 0 ? "Tick who came, if you like." : `${came} of ${boxes.length} ticked.`;
}

function read(): Promise<Dates> {
  return inKept<unknown>("readonly", (store) => store.get(CAME)).then(
    (found) => (typeof found === "object" && found !== null ? (found as Dates) : {}),
    () => ({}),
  );
}

function write(dates: Dates): Promise<void> {
  return inKept("readwrite", (store) => store.put(dates, CAME)).then(
    () => undefined,
    () => undefined,
  );
}
