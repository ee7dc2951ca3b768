/** Mine: what was expected and how it was, kept on this phone; one's own limits, in the page. */
import { changeJournal, journal } from "./journal";
import { fullWeek, invites, isRestDay, type Journal } from "./journal-rules";
import { type Plan, plans } from "./phone-plans";
import { makeReflection } from "./reflect";
import { catchUp } from "./teach";

const made = new Map<string, HTMLElement>();
const wired = new WeakSet<HTMLElement>();

/** Adds to the rows of Mine, whenever they are made anew. */
async function startFeelMine(): Promise<void> {
  for (const name of ["plans", "past"]) {
    const list = document.querySelector(`[data-section="${name}"] ul`);
    if (list) new MutationObserver(() => void dress()).observe(list, { childList: true });
  }
  document.addEventListener("click", clicked);
  document.addEventListener("told", () => void sayNotes());
  addEventListener("online", () => void catchUp());
  await dress();
  await catchUp();
}

async function dress(): Promise<void> {
  const known = new Map((await plans().catch(() => [])).map((plan) => [plan.id, plan]));
  const kept = await journal();
  for (const row of document.querySelectorAll<HTMLElement>("[data-section] li[data-id]")) {
    const plan = known.get(row.dataset["id"] ?? "");
    const fold = row.querySelector<HTMLElement>("[data-felt]");
    if (!plan) continue;
    if (row.closest('[data-section="past"]') && !fold) (row.querySelector("div") ?? row).append(reflection(plan, kept));
    else if (fold?.matches("[data-before]") && !wired.has(fold)) expecting(fold, plan, kept);
  }
  await sayNotes();
}

/** What a visit gets; the same element again where the list was only made anew. */
function reflection(plan: Plan, kept: Journal): HTMLElement {
  const found = made.get(plan.id) ?? makeReflection({ id: plan.id, activity: plan.activity, title: plan.title, on: plan.starts_at }, kept);
  made.set(plan.id, found);
  return found;
}

/** Brings the question before a visit to life; what was chosen before this was loaded counts. */
function expecting(fold: HTMLElement, { id, title }: Plan, kept: Journal): void {
  wired.add(fold);
  const [choice, said] = [fold.querySelector("select"), fold.querySelector("[role=status]")];
  if (!choice || !said) return;
  choice.setAttribute("aria-label", `What do you expect? ${title}`);
  const keep = (): void => {
    void changeJournal((now) => {
      const { [id]: _, ...others } = now.expected;
      return { ...now, expected: choice.value === "" ? others : { ...others, [id]: Number(choice.value) } };
    });
    said.textContent = choice.value === "" ? "Taken away." : "Kept on this phone.";
  };
  choice.addEventListener("change", keep);
  if (choice.value !== "") keep();
  else choice.value = String(kept.expected[id] ?? "");
}

/** A full week, a day of rest, an invitation: each one line in the page, and only if it is so. */
async function sayNotes(): Promise<void> {
  const [kept, all, now] = [await journal(), await plans().catch(() => []), Date.now()];
  const held = all.filter(({ status, date }) => status === "going" && date === "scheduled");
  const ends = held.map((plan) => Date.parse(plan.ends_at ?? plan.starts_at));
  const full = fullWeek(held.filter((_, place) => (ends[place] ?? 0) > now).map(({ starts_at }) => Date.parse(starts_at)), kept.limit);
  note("full", full ? `The week of ${full.monday.toLocaleDateString("en-GB", { day: "numeric", month: "long" })} holds ${full.count} plans. You wanted at most ${kept.limit}. You may keep them all, or give one back.` : "");
  note("rest", kept.rest && isRestDay(ends, now) ? "You have been out. A quiet day is fine now." : "");
  const spot = document.querySelector<HTMLElement>('[data-note="invite"]');
  if (!spot || !spot.hidden || !invites(kept, now)) return;
  spot.hidden = false;
  await changeJournal((before) => ({ ...before, invitedAt: now }));
}

function note(name: string, text: string): void {
  const spot = document.querySelector<HTMLElement>(`[data-note="${name}"]`);
  const said = spot?.querySelector("span");
  if (!spot || !said || said.textContent === text) return;
  spot.hidden = text === "";
  said.textContent = text;
}

function clicked({ target }: MouseEvent): void {
  const button = target instanceof Element ? target.closest<HTMLElement>("[data-not-now], [data-never]") : null;
  const spot = button?.closest<HTMLElement>("[data-note]");
  if (!button || !spot) return;
  spot.hidden = true;
  if (button.matches("[data-never]")) void changeJournal((now) => ({ ...now, isUninvited: true }));
}

void startFeelMine();
