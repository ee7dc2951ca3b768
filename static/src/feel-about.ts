/** About me: how answers change the list, one's own limits, and what visits taught. */
import { showSituations } from "./about";
import { answersNow, emptyForm, fillForm, readAnswers } from "./answers";
import { changeJournal, journal } from "./journal";
import { EMPTY, type Journal, withoutVisit } from "./journal-rules";
import { filtersOf, profileOf } from "./profile-body";
import { heldAnswers, holdAnswers, lastSearch } from "./store";
import { ask, catchUp, learn, MAKES_NUMBERS } from "./teach";

const BANDS: Record<string, string> = { comfortable: "Comfortable", gentle_stretch: "A gentle stretch", big_step: "A big step", not_enough_known: "Not enough known" };
const MARKS: Record<string, string> = { comfortable: "band-easy", gentle_stretch: "band-stretch", big_step: "band-step", not_enough_known: "band-unk" };
const WAIT_MS = 500;

interface Reason { text: string }
interface Shown { id: string; title: string; fit?: { band: string; band_to: string | null; helps: Reason[]; harder: Reason[] } }

let before = new Map<string, string>();
let isShown = false;
let waiting: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

function spot<T extends HTMLElement>(name: string): T | null {
  return document.querySelector<T>(`[data-${name}]`);
}

function say(name: string, text: string): void {
  const found = spot(name);
  if (found) found.textContent = text;
}

/** Brings these parts of the page to life; the form itself works without them. */
async function startFeelAbout(): Promise<void> {
  document.addEventListener("change", changed, true);
  document.addEventListener("click", clicked);
  // The switch was turned on: what this tab holds goes to the phone, too.
  document.addEventListener("remembered", () => void changeJournal((now) => now));
  addEventListener("online", () => void late());
  document.addEventListener("visibilitychange", () => void takeChanges(false));
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) void takeChanges(true).then(late);
  });
  show(await journal());
  await late();
}

/** What changed in another tab or on another page meanwhile, so that this form does not undo it. */
async function takeChanges(isBack: boolean): Promise<void> {
  const form = document.querySelector<HTMLFormElement>("form#here");
  const answers = await answersNow();
  if (!form || document.visibilityState !== "visible" || (!isBack && answers === heldAnswers())) return;
  holdAnswers(answers);
  // What is being typed is not kept yet, and stays.
  const field = form.querySelector<HTMLInputElement>("[inputmode]:focus");
  const typed = field?.value ?? "";
  emptyForm(form);
  fillForm(form, answers);
  if (field) field.value = typed;
  showSituations(form);
}

/** What could not be worked in before is worked in now. */
async function late(): Promise<void> {
  if (await catchUp()) takeState();
  show(await journal());
}

function show(kept: Journal): void {
  const [limit, rest, taught] = [spot<HTMLSelectElement>("limit"), spot<HTMLInputElement>("rest"), spot("taught")];
  if (limit) limit.value = kept.limit ? String(kept.limit) : "";
  if (rest) rest.checked = kept.rest;
  const [count, state] = [kept.visits.length, stateField()?.value];
  // Once seen it stays: what was just done is said in it.
  if (taught && (count > 0 || state)) taught.hidden = false;
  for (const [name, is] of [["untell", count > 0], ["unlearn", count > 0 || state]] as const) spot(name)?.toggleAttribute("hidden", !is);
  const counts = count === 1 ? "One visit you told this phone of counts" : `${count} visits you told this phone of count`;
  say("taught-says", count > 0 ? `${counts} in what suits you. Taking back or beginning again changes only that; your answers above stay.` : state ? "What earlier visits taught still counts in what suits you." : "No visit counts in what suits you.");
  say("steps-say", kept.isStopped ? "Stopped by you. Your answers are kept. Open it to begin again." : "You see one at a time. We never remind you of it.");
}

function stateField(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("[name=state]");
}

function changed({ target }: Event): void {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
  if (target.matches("[data-limit], [data-rest]")) void keepLimits();
  const state = stateField();
  // New words begin new numbers; what visits taught is then worked in again.
  if (MAKES_NUMBERS.test(target.name) && state?.value) {
    state.value = "";
    void changeJournal((now) => ({ ...now, taught: 0 })).then(relearn);
  }
  if (target.name) preview();
}

async function keepLimits(): Promise<void> {
  const limit = Number(spot<HTMLSelectElement>("limit")?.value ?? 0);
  const rest = spot<HTMLInputElement>("rest")?.checked ?? false;
  await changeJournal((now) => ({ ...now, limit, rest }));
  say("limits-said", limit || rest ? "Kept on this phone. Mine will tell you." : "No limits are kept.");
}

async function relearn(): Promise<boolean> {
  const isAll = await learn();
  takeState();
  preview();
  return isAll;
}

/** The form sends the numbers along, so it has to have the latest ones. */
function takeState(): void {
  const state = stateField();
  if (state) state.value = new URLSearchParams(heldAnswers() ?? "").get("state") ?? "";
}

function clicked({ target }: MouseEvent): void {
  const button = target instanceof Element ? target.closest("button") : null;
  if (button?.matches("[data-preview-show]")) void start(button);
  else if (button?.matches("[data-untell]")) void untell();
  else if (button?.matches("[data-unlearn]")) void unlearn();
  else if (button?.matches("[data-clear]")) show(EMPTY);
}

async function untell(): Promise<void> {
  const kept = await changeJournal((now) => withoutVisit(now, now.visits.at(-1)?.id ?? ""));
  const isAll = await relearn();
  show(kept);
  say("taught-said", isAll ? "Taken back." : "Taken back. What is left is worked out when you are online.");
}

async function unlearn(): Promise<void> {
  const kept = await changeJournal((now) => ({ ...now, visits: [], taught: 0 }));
  await relearn();
  show(kept);
  say("taught-said", "Done. What suits you is worked out from your answers alone.");
}

async function start(button: HTMLElement): Promise<void> {
  isShown = true;
  await fill();
  button.textContent = "Show them again";
}

/** Shows the list anew, a moment after the last change; only once it was asked for. */
function preview(): void {
  clearTimeout(waiting);
  if (isShown) waiting = setTimeout(() => void fill(), WAIT_MS);
}

async function fill(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>("form#here");
  const number = ++asked;
  const profile = profileOf(form ? readAnswers(new FormData(form)) : "");
  const answer = (await ask("matches", { ...filtersOf(lastSearch()), profile, sort: "fit", limit: 3 })) as { items?: Shown[]; hint?: string } | null;
  if (number !== asked) return;
  if (!answer?.items) {
    say("preview-said", "This could not be shown right now. Your answers are kept all the same.");
    return;
  }
  spot("preview-list")?.replaceChildren(...answer.items.map(row));
  before = new Map(answer.items.map((one) => [one.id, nameOf(one)]));
  say("preview-said", answer.items.length === 0 ? "Nothing is found near there. Your answers hide nothing." : answer.hint ? "No place is chosen yet, so these meet online or by phone." : "");
}

function nameOf({ fit }: Shown): string {
  if (!fit) return "";
  const both = Object.keys(BANDS).filter((one) => one === fit.band || one === fit.band_to);
  return both.map((one, place) => (place ? BANDS[one]?.toLowerCase() : BANDS[one])).join(" or ");
}

function row(shown: Shown): Node {
  const made = document.querySelector<HTMLTemplateElement>("template[data-preview-row]")?.content.cloneNode(true) as DocumentFragment;
  const part = (name: string) => made.querySelector<HTMLElement>(`[data-slot=${name}]`) as HTMLElement;
  part("title").textContent = shown.title;
  const [name, was] = [nameOf(shown), before.get(shown.id)];
  part("name").textContent = name;
  part("band").hidden = !shown.fit;
  if (shown.fit) {
    part("band").classList.add(shown.fit.band);
    const use = part("band").querySelector("use");
    use?.setAttribute("href", (use.getAttribute("href") ?? "").replace(/#.*/, `#${MARKS[shown.fit.band]}`));
  }
  const why = [...(shown.fit?.helps.slice(0, 1).map(({ text }) => `Good: ${text}.`) ?? []), ...(shown.fit?.harder.slice(0, 1).map(({ text }) => `Harder: ${text}.`) ?? [])];
  if (before.size > 0 && was === undefined) why.unshift("New here.");
  else if (was && was !== name) why.unshift(`Before: ${was}.`);
  part("why").textContent = why.join(" ");
  return made;
}

void startFeelAbout();
