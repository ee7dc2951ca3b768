/** The rows of Mine as elements, made of the page's own templates. */
import { endWords, movedWords, type Row, statusWords, unsentWords } from "./mine-rows";
import type { Ask } from "./outbox-rules";
import type { Plan } from "./phone-plans";
import type { Saved } from "./phone-saves";
import { clockWords, dayWords, ordinal, timeWords } from "./phone-words";

/** What the page knows beside the rows. */
export interface Here {
  now: Date;
  isOnline: boolean;
  undone: ReadonlySet<string>;
  unsaved: ReadonlySet<string>;
}

/** The questions before a visit: the same element again where a row is made anew. */
const before = new Map<string, HTMLElement>();

type Part = (name: string) => HTMLElement;

function fresh(kind: string, id: string): [HTMLElement, Part] {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-row="${kind}"]`);
  const row = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
  row.dataset["id"] = id;
  return [row, (name) => row.querySelector<HTMLElement>(`[data-slot="${name}"], [data-act="${name}"]`) as HTMLElement];
}

function draw(row: HTMLElement, icon: string): void {
  const use = row.querySelector("use");
  use?.setAttribute("href", (use.getAttribute("href") ?? "").replace(/#.*/, `#${icon}`));
}

/** The picture of what a date is about, as the page knows them all. */
function drawTopic(row: HTMLElement, topic: string | undefined): void {
  const known = JSON.parse(document.querySelector<HTMLElement>("[data-icons]")?.dataset["icons"] ?? "{}") as Record<string, string>;
  const icon = topic === undefined ? undefined : known[topic];
  if (icon) draw(row, icon);
}

function link(spot: HTMLElement, href: string, text?: string): void {
  spot.setAttribute("href", href);
  if (text !== undefined) spot.textContent = text;
}

function sentence(spot: HTMLElement, text: string): void {
  spot.hidden = text === "";
  const rest = spot.querySelector("b + span");
  if (rest) rest.textContent = text;
}

/** The card of a date that one plans, waits to have sent, or just gave back. */
export function planRow({ id, plan, ask }: Row, here: Here): HTMLElement {
  const [row, part] = fresh("plan", id);
  const about = plan ?? { ...ask?.about, title: ask?.about.title ?? "", starts_at: ask?.about.starts_at ?? "", ends_at: null, time_zone: null, area: null };
  const zone = about.time_zone;
  drawTopic(row, plan?.topic);
  part("day").textContent = dayWords(about.starts_at, zone, here.now);
  const times = [timeWords(about.starts_at, about.ends_at, zone), zone ? clockWords(about.starts_at, zone) : "", about.area ?? ""];
  part("time").textContent = times.filter(Boolean).join(", ");
  part("title").textContent = about.title;
  if (plan) link(part("title"), `/occurrences/${id}/place`);
  else part("title").removeAttribute("href");
  if (plan) link(part("open"), `/activities/${plan.activity}`);
  if (plan) tellPlan(plan, part, here);
  sentence(part("unsent"), ask ? unsentWords(ask, plan, here.isOnline) : "");
  showButtons(row, part, plan, ask, here);
  if (plan?.status === "going" && plan.date === "scheduled") row.append(asked(id));
  return row;
}

function asked(id: string): HTMLElement {
  const template = document.querySelector<HTMLTemplateElement>('template[data-feel="before"]');
  const fold = before.get(id) ?? (template?.content.firstElementChild?.cloneNode(true) as HTMLElement);
  before.set(id, fold);
  return fold;
}

function tellPlan(plan: Plan, part: Part, here: Here): void {
  const [bold, rest] = statusWords(plan, here.now);
  const said = part("said");
  sentence(said, rest);
  said.hidden = false;
  const strong = said.querySelector("b");
  if (strong) strong.textContent = bold;
  draw(said, plan.date !== "scheduled" ? "warn" : plan.status === "waitlisted" ? "clock" : plan.status === "cancelled" ? "undo" : "check");
  sentence(part("moved"), movedWords(plan, here.now));
  part("wrote").hidden = plan.wrote === undefined || plan.date !== "scheduled";
  link(part("letter"), `/occurrences/${plan.id}/place#written`);
}

function showButtons(row: HTMLElement, part: Part, plan: Plan | null, ask: Ask | null, here: Here): void {
  const isOff = plan !== null && plan.date !== "scheduled";
  const isBack = plan?.status === "cancelled";
  part("leave").hidden = !plan || isOff || isBack || ask !== null;
  if (plan?.status === "waitlisted") part("leave").textContent = "Leave the list";
  part("withdraw").hidden = ask === null || ask.isBack === true;
  part("open").hidden = isOff || ask !== null;
  if (plan?.status === "offered") link(part("open"), `/occurrences/${plan.id}/place`, "Open");
  row.querySelector<HTMLElement>('[data-slot="undo"]')?.toggleAttribute("hidden", !(isBack && ask === null && here.undone.has(row.dataset["id"] ?? "")));
  if (isBack && here.undone.has(row.dataset["id"] ?? "")) part("said").hidden = true;
  const title = row.querySelector("h3")?.textContent ?? "";
  for (const button of row.querySelectorAll("[data-act]")) button.setAttribute("aria-label", `${button.textContent?.trim()}: ${title}`);
  part("open").setAttribute("aria-label", `${part("open").textContent}: ${title}`);
}

/** `Craft table, Tue 8 Dec`, and where one stands. */
export function waitingRow({ id, plan }: Row, here: Here): HTMLElement {
  const [row, part] = fresh("waiting", id);
  if (!plan) return row;
  drawTopic(row, plan.topic);
  part("title").textContent = `${plan.title}, ${dayWords(plan.starts_at, plan.time_zone, here.now)}`;
  part("said").textContent = plan.position ? `You are ${ordinal(plan.position)} in line` : "You are on the waiting list";
  link(part("open"), `/occurrences/${id}/place`);
  part("open").setAttribute("aria-label", `Open: ${plan.title}`);
  return row;
}

/** A bookmark; one that was just taken away stays, so that it can be put back. */
export function savedRow(save: Saved, here: Here): HTMLElement {
  const [row, part] = fresh("saved", save.id);
  draw(row, save.icon || "save");
  link(part("title"), `/activities/${save.id}`, save.title);
  const isToCome = save.starts_at !== null && Date.parse(save.starts_at) > here.now.getTime();
  part("day").textContent = isToCome && save.starts_at ? `${dayWords(save.starts_at, save.time_zone, here.now)}, ${timeWords(save.starts_at, null, save.time_zone)}` : "Its page says when";
  part("unsave").setAttribute("aria-pressed", String(!here.unsaved.has(save.id)));
  part("unsave").setAttribute("aria-label", `Saved: ${save.title}`);
  return row;
}

/** Where one was. */
export function pastRow({ id, plan }: Row, here: Here): HTMLElement {
  const [row, part] = fresh("past", id);
  if (!plan) return row;
  drawTopic(row, plan.topic);
  link(part("title"), `/activities/${plan.activity}`, plan.title);
  part("day").textContent = dayWords(plan.starts_at, plan.time_zone, here.now);
  return row;
}

/** How an ask ended that was sent while nobody looked. */
export function endedRow(ask: Ask, plan: Plan | null): HTMLElement {
  const [row, part] = fresh("ended", ask.key);
  part("said").textContent = endWords(ask, plan);
  return row;
}
