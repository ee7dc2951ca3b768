/** Mine: what was expected and how it was, kept on this phone; one's own limits, in the page. */
import { changeJournal, journal } from "./journal";
import { fullWeek, invites, isRestDay, type Journal } from "./journal-rules";
import { type Plan, plans } from "./phone-plans";
import { makeReflection } from "./reflect";

const made = new Map<string, HTMLElement>();

/** Adds to the rows of Mine, whenever they are made anew. */
export async function startFeelMine(): Promise<void> {
  for (const name of ["plans", "past"]) {
    const list = document.querySelector(`[data-section="${name}"] ul`);
    if (list) new MutationObserver(() => void dress()).observe(list, { childList: true });
  }
  document.addEventListener("click", clicked);
  document.addEventListener("told", () => void sayNotes());
  await dress();
}

async function dress(): Promise<void> {
  const known = new Map((await plans().catch(() => [])).map((plan) => [plan.id, plan]));
  const kept = await journal();
  for (const row of document.querySelectorAll<HTMLElement>('[data-section="past"] li, [data-section="plans"] li')) {
    const plan = known.get(row.dataset["id"] ?? "");
    if (!plan || row.querySelector("[data-felt]")) continue;
    const isPast = row.closest('[data-section="past"]') !== null;
    if (!isPast && (plan.status !== "going" || plan.date !== "scheduled")) continue;
    (isPast ? row.querySelector("div") ?? row : row).append(part(plan, kept, isPast));
  }
  await sayNotes();
}

/** What a row gets; the same element again where the list was only made anew. */
function part(plan: Plan, kept: Journal, isPast: boolean): HTMLElement {
  const key = `${plan.id} ${isPast}`;
  const about = { id: plan.id, activity: plan.activity, title: plan.title, on: plan.starts_at };
  const found = made.get(key) ?? (isPast ? makeReflection(about, kept) : expecting(plan, kept));
  made.set(key, found);
  return found;
}

function expecting({ id, title }: Plan, kept: Journal): HTMLElement {
  const template = document.querySelector<HTMLTemplateElement>('template[data-feel="before"]');
  const found = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
  const [choice, said] = [found.querySelector("select"), found.querySelector("[role=status]")];
  if (choice && said) {
    choice.setAttribute("aria-label", `What do you expect? ${title}`);
    choice.value = String(kept.expected[id] ?? "");
    choice.addEventListener("change", () => {
      void changeJournal((now) => {
        const { [id]: _, ...others } = now.expected;
        return { ...now, expected: choice.value === "" ? others : { ...others, [id]: Number(choice.value) } };
      });
      said.textContent = choice.value === "" ? "Taken away." : "Kept on this phone.";
    });
  }
  return found;
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
