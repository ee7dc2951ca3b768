/** The entry of Mine: filled from what this phone keeps, at once, and then from the server's list. */
import { hasJournal } from "./journal";
import { tellFile } from "./mine-file";
import { sections } from "./mine-rows";
import { endedRow, type Here, pastRow, planRow, savedRow, waitingRow } from "./mine-view";
import { ended, forget, onChange, tell, waiting, watchOutbox, withdraw } from "./outbox";
import type { About, Ask } from "./outbox-rules";
import { lookedAt, noteRead, type Plan, plans, refreshPlans } from "./phone-plans";
import { dropSave, keepSave, type Saved, saves } from "./phone-saves";
import { keepOnly } from "./saved-pages";
import { isSyncing, setSyncing, syncSaves } from "./saves-sync";
import { whenWords } from "./worker-rules";

/** What was given back on this page, with what holding it again sends; and bookmarks taken away here. */
const undone = new Map<string, object>();
const unsaved = new Map<string, Saved>();
let why: "" | "offline" | "away" | "nobody" = "";

/** Brings the page to life. */
async function start(): Promise<void> {
  watchOutbox();
  document.addEventListener("click", clicked);
  document.addEventListener("change", changed);
  document.addEventListener("toggle", ({ target }) => void (target instanceof Element && target.closest("[data-felt]") && wakeFeel(true)), true);
  onChange(() => void fill());
  addEventListener("online", () => void check());
  addEventListener("offline", () => void check());
  await fill();
  if ((await lookedAt().catch(() => null)) !== null) await check();
}

/** Asks the server for the list, where there is a connection, and says how old what is shown is. */
async function check(): Promise<void> {
  const knew = (await plans().catch(() => [])).length > 0;
  const came = navigator.onLine ? await refreshPlans() : "offline";
  why = came === "fresh" || (came === "nobody" && !knew) ? "" : came;
  if (came === "fresh" && (await isSyncing())) await syncSaves();
  await fill();
  if (came !== "fresh") return;
  await noteRead();
  await keepPages().catch(() => undefined);
}

/** The pages of what is planned or saved are kept for reading without a signal. */
async function keepPages(): Promise<void> {
  const toCome = (await plans()).filter(({ starts_at, ends_at, status }) => status !== "cancelled" && Date.parse(ends_at ?? starts_at) > Date.now());
  await keepOnly(toCome.map(({ activity }) => activity), (await saves()).map(({ id }) => id));
}

async function fill(): Promise<void> {
  const kept = await Promise.all([plans(), waiting(), ended(), saves(), lookedAt()]).catch(() => null);
  if (kept) show(...kept, await isSyncing());
  else sayNothingRead();
}

function show(known: Plan[], asks: Ask[], ends: Ask[], bookmarks: Saved[], at: number | null, isOn: boolean): void {
  const here: Here = { now: new Date(), isOnline: navigator.onLine, undone: new Set(undone.keys()), unsaved: new Set(unsaved.keys()) };
  const shown = sections(known, asks, here.undone, here.now.getTime());
  const planOf = new Map(known.map((plan) => [plan.id, plan]));
  put("ended", ends.map((ask) => endedRow(ask, planOf.get(ask.about.occurrence) ?? null)));
  put("changed", shown.changed.map((row) => planRow(row, here)));
  put("plans", shown.plans.map((row) => planRow(row, here)));
  put("waiting", shown.waiting.map((row) => waitingRow(row, here)));
  put("saved", inOrder([...bookmarks, ...unsaved.values()]).map((save) => savedRow(save, here)));
  put("past", shown.past.map((row) => pastRow(row, here)));
  sayAge(at, known.length > 0);
  for (const spot of document.querySelectorAll<HTMLElement>("[data-known]")) spot.hidden = at === null;
  const toggle = document.querySelector<HTMLInputElement>("[data-sync]");
  if (toggle) toggle.checked = isOn;
  document.querySelector("[data-mine]")?.removeAttribute("hidden");
  void wakeFeel(shown.past.length > 0);
}

/** What was expected and how it was is loaded where it is told, asked, or opened. */
async function wakeFeel(isNeeded: boolean): Promise<void> {
  const address = document.querySelector<HTMLElement>("[data-mine]")?.dataset["feel"];
  if (address && (isNeeded || (await hasJournal()))) await import(address).catch(() => undefined);
}

function inOrder(rows: Saved[]): Saved[] {
  return rows.sort((one, other) => Date.parse(other.saved_at) - Date.parse(one.saved_at));
}

/** Puts rows into a section; who had the focus in one has it again. */
function put(name: string, rows: HTMLElement[]): void {
  const section = document.querySelector<HTMLElement>(`[data-section="${name}"]`);
  const list = section?.querySelector("ul");
  if (!section || !list) return;
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const [id, act] = [focused?.closest<HTMLElement>("[data-id]")?.dataset["id"], (focused as HTMLElement | null)?.dataset["act"]];
  list.replaceChildren(...rows);
  const empty = section.querySelector<HTMLElement>("[data-empty]");
  list.hidden = rows.length === 0;
  if (empty) empty.hidden = rows.length > 0;
  else section.hidden = rows.length === 0;
  const again = rows.find((row) => id !== undefined && row.dataset["id"] === id);
  if (focused) (again?.querySelector<HTMLElement>(`[data-act="${act}"]:not([hidden])`) ?? again?.querySelector<HTMLElement>("a, button:not([hidden])"))?.focus();
}

const WHY = { offline: "You are offline.", away: "Alongside can't be reached right now.", nobody: "This phone is not known here any more." };

function sayAge(at: number | null, hasPlans: boolean): void {
  const notice = document.querySelector<HTMLElement>("[data-copy]");
  const [reason, age, checked] = ["[data-why]", "[data-age]", "[data-checked]"].map((spot) => document.querySelector(spot));
  if (!notice || !reason || !age || !checked) return;
  const when = at ? whenWords(new Date(at), new Date()) : "";
  const now = why || (navigator.onLine ? "" : "offline");
  notice.hidden = now === "";
  reason.textContent = now ? WHY[now] : "";
  const copy = when && hasPlans ? `This is the copy from ${when}. Everything here can still be read.` : "What this phone keeps can still be read.";
  age.textContent = now === "nobody" ? "So it no longer shows your places. Twelve words bring them back, under Settings." : copy;
  checked.textContent = when && !now ? `Checked at ${when}.` : "";
}

/** A browser that keeps nothing, or does not answer now: the server's own page shows the places. */
function sayNothingRead(): void {
  const notice = document.querySelector<HTMLElement>("[data-copy]");
  const age = notice?.querySelector("[data-age]");
  if (!notice || !age) return;
  notice.hidden = false;
  const link = document.createElement("a");
  link.href = "/mine/plans";
  link.textContent = "Show my places";
  age.replaceChildren("What this phone keeps could not be read. ", link);
}

function clicked(event: MouseEvent): void {
  if (!(event.target instanceof Element)) return;
  const button = event.target.closest<HTMLElement>("[data-act], [data-check], [data-export]");
  const id = button?.closest<HTMLElement>("[data-id]")?.dataset["id"] ?? "";
  const act = button?.dataset["act"];
  if (button?.matches("[data-check]")) void recheck();
  else if (button?.matches("[data-export]")) void tellFile("export");
  else if (act === "leave") void leave(id);
  else if (act === "undo") void undo(id);
  else if (act === "withdraw") void takeBack(id);
  else if (act === "unsave") void toggleSave(id);
  else if (act === "read") void forget(id).then(fill);
}

function changed({ target }: Event): void {
  if (!(target instanceof HTMLInputElement)) return;
  if (target.matches("[data-import]") && target.files?.[0]) void tellFile("import", target).then(fill);
  else if (target.matches("[data-sync]")) void setSync(target.checked);
}

async function recheck(): Promise<void> {
  await check();
  const spot = document.querySelector("[data-checked]");
  if (spot && !spot.textContent) spot.textContent = why ? "Nothing came back. What is shown stays." : "Nothing new: this phone holds no places.";
}

async function setSync(isOn: boolean): Promise<void> {
  await setSyncing(isOn);
  const could = !isOn || (await syncSaves());
  const spot = document.querySelector("[data-sync-said]");
  if (spot) spot.textContent = isOn ? (could ? "On. What you save is kept with your places." : "On. We do it when you are online.") : "Off on this phone.";
  await fill();
}

async function about(id: string): Promise<[Plan | undefined, About]> {
  const plan = (await plans()).find((one) => one.id === id);
  return [plan, { occurrence: id, title: plan?.title ?? "", starts_at: plan?.starts_at ?? "", page: `/activities/${plan?.activity ?? ""}` }];
}

function rsvp(id: string): string {
  return `/api/v1/occurrences/${id}/rsvp`;
}

async function leave(id: string): Promise<void> {
  const [, said] = await about(id);
  const told = await tell({ method: "DELETE", path: rsvp(id), about: said });
  if (told.state === "answered" && told.status < 300) undone.set(id, wish(told.body));
  await fill();
  if (told.state === "answered" && told.status >= 300) sayAt(id, told.body);
}

/** How somebody wanted to come, as the answer to giving it back still tells; this page alone keeps it. */
function wish(body: unknown): object {
  const { party_size, visibility, alias, needs } = body as Record<string, unknown>;
  return { ...(party_size ? { party_size, visibility } : {}), ...(alias ? { alias } : {}), ...(needs ? { needs } : {}) };
}

async function undo(id: string): Promise<void> {
  const [, said] = await about(id);
  const told = await tell({ method: "PUT", path: rsvp(id), body: undone.get(id) ?? {}, about: said });
  if (told.state === "answered" && told.status === 409 && codeOf(told.body) === "consent_needed") location.assign(`/occurrences/${id}/place`);
  if (told.state === "answered" && told.status < 300) undone.delete(id);
  await fill();
  if (told.state === "answered" && told.status >= 300) sayAt(id, told.body);
}

async function takeBack(id: string): Promise<void> {
  const ask = (await waiting()).filter((one) => one.about.occurrence === id).at(-1);
  const could = !ask || (await withdraw(ask.key));
  await fill();
  if (!could) sayAt(id, { detail: "This may have reached us already, so it can't be taken back here. Once it is answered you can change it." });
}

async function toggleSave(id: string): Promise<void> {
  const before = unsaved.get(id);
  if (before) {
    unsaved.delete(id);
    await keepSave({ ...before, synced: false });
  } else {
    const save = (await saves()).find((one) => one.id === id);
    if (save) unsaved.set(id, save);
    await dropSave(id);
  }
  await fill();
  if (await isSyncing()) await syncSaves();
}

function codeOf(body: unknown): unknown {
  return typeof body === "object" && body !== null && "code" in body ? body.code : "";
}

function sayAt(id: string, body: unknown): void {
  const spot = document.querySelector(`[data-id="${CSS.escape(id)}"] [data-slot="told"]`);
  if (spot) spot.textContent = typeof body === "object" && body !== null && "detail" in body ? String(body.detail) : "This could not be done.";
}

void start();
