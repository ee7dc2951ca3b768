/** What this phone knows of one's plans, said beside a choice of dates; it leaves the phone for nobody. */
import { type Plan, plans } from "./phone-plans";

const ACTIVE = new Set<string>(["going", "waitlisted", "offered"]);
const HELD: Record<string, string> = { going: "You hold a place", waitlisted: "You are on the waiting list", offered: "A place is free for you" };

/** Says what is held here already, and whether another plan is at the chosen time. */
export async function watchPlans(): Promise<void> {
  const mine = (await plans().catch(() => [])).filter(({ status, date }) => ACTIVE.has(status) && date === "scheduled");
  if (mine.length === 0) return;
  const say = () => {
    sayHeld(mine);
    sayClash(mine);
  };
  say();
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.name === "date") sayClash(mine);
  });
  // The page that fits the answers replaces this one's main part.
  new MutationObserver(say).observe(document.body, { childList: true });
}

function sayHeld(mine: Plan[]): void {
  const spot = document.querySelector<HTMLElement>("[data-held]");
  const dates = new Set([...document.querySelectorAll<HTMLInputElement>("[name=date]")].map(({ value }) => value));
  const here = mine.filter(({ id, ends_at, starts_at }) => dates.has(id) && Date.parse(ends_at ?? starts_at) > Date.now());
  if (!spot || here.length === 0) return;
  spot.replaceChildren(...here.map(line));
  spot.hidden = false;
}

function line({ id, status, starts_at, time_zone }: Plan): HTMLElement {
  const link = document.createElement("a");
  link.href = `/occurrences/${id}/place`;
  link.textContent = "See your place";
  const row = document.createElement("p");
  row.append(`${HELD[status] ?? ""}: ${dayAndTime(starts_at, time_zone)}. `, link);
  return row;
}

function sayClash(mine: Plan[]): void {
  const spot = document.querySelector<HTMLElement>("[data-clash]");
  const chosen = document.querySelector<HTMLInputElement>("[name=date]:checked");
  if (!spot || !chosen) return;
  const { value, dataset } = chosen;
  const [starts, ends] = [Date.parse(dataset["starts"] ?? ""), Date.parse(dataset["ends"] ?? dataset["starts"] ?? "")];
  const other = mine.find((plan) => plan.id !== value && overlaps(plan, starts, ends));
  spot.textContent = other ? `At that time you have another plan: ${other.title}, ${dayAndTime(other.starts_at, other.time_zone)}. You may hold both. Only this phone knows.` : "";
  spot.hidden = !other;
}

/** Tells whether a plan and a stretch of time have a moment in common. */
export function overlaps({ starts_at, ends_at }: Pick<Plan, "starts_at" | "ends_at">, starts: number, ends: number): boolean {
  const [first, last] = [Date.parse(starts_at), Date.parse(ends_at ?? starts_at)];
  return first < Math.max(ends, starts + 1) && starts < Math.max(last, first + 1);
}

function dayAndTime(moment: string, timeZone: string): string {
  const date = new Date(moment);
  const day = date.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "long", timeZone }).replace(",", "");
  return `${day}, ${date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone })}`;
}
