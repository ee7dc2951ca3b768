/** "How was it?" in the page: an answer that stays on this phone, what it taught, and an undo. */
import { changeJournal, journal } from "./journal";
import { alarm, type Journal, PEAKS, type Visit, wasWords, withBand, withoutVisit, withVisit, type Word } from "./journal-rules";
import { rememberedAnswers } from "./store";
import { bandOf, learn } from "./teach";

type About = Pick<Visit, "id" | "activity" | "title" | "on"> & { expected?: number };

function clone(name: string): HTMLElement {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-feel="${name}"]`);
  return template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
}

/** The question about one visit, or what was answered. */
export function makeReflection(about: About, kept: Journal): HTMLElement {
  const whole = document.createElement("div");
  whole.dataset["felt"] = about.id;
  const visit = kept.visits.find(({ id }) => id === about.id);
  fill(whole, { ...about, ...expectation(about, kept) }, visit);
  return whole;
}

function expectation({ id, expected }: About, kept: Journal): { expected?: number } {
  const known = expected ?? kept.expected[id];
  return known === undefined ? {} : { expected: known };
}

function fill(whole: HTMLElement, about: About, visit?: Visit): void {
  whole.replaceChildren(visit ? answered(whole, about, visit) : question(whole, about));
}

function question(whole: HTMLElement, about: About): HTMLElement {
  const made = clone("after");
  const summary = made.querySelector("summary");
  summary?.setAttribute("aria-label", `How was it? ${about.title}`);
  for (const choice of made.querySelectorAll<HTMLInputElement>("[type=radio]")) choice.name = `felt-${about.id}`;
  const [expected, peak] = [select(made, "expected"), select(made, "peak")];
  if (expected && about.expected !== undefined) expected.value = String(about.expected);
  made.addEventListener("change", ({ target }) => {
    // A number and a word could say different things: the last one counts.
    if (target === peak) for (const choice of made.querySelectorAll<HTMLInputElement>(":checked[type=radio]")) choice.checked = false;
    else if (target !== expected && peak) peak.value = "";
  });
  made.querySelector("button")?.addEventListener("click", () => {
    const word = made.querySelector<HTMLInputElement>(":checked[type=radio]")?.value as Word | undefined;
    if (!word && !peak?.value) {
      say(made, "Choose an answer or a number first. Or leave it: nothing needs an answer.");
      return;
    }
    const before = expected?.value ? { expected: Number(expected.value) } : {};
    const { id, activity, title, on } = about;
    void save(whole, about, { id, activity, title, on, ...before, ...(word ? { word, peak: PEAKS[word] } : { peak: Number(peak?.value) }) });
  });
  return made;
}

function select(made: HTMLElement, name: string): HTMLSelectElement | null {
  return made.querySelector<HTMLSelectElement>(`[data-slot=${name}]`);
}

function say(made: HTMLElement, text: string): void {
  const spot = made.querySelector("[role=status]");
  if (spot) spot.textContent = text;
}

async function save(whole: HTMLElement, about: About, visit: Visit): Promise<void> {
  // Kept before anything is asked of the network, which may take its time or never answer.
  const kept = await changeJournal((now) => withVisit(now, visit));
  fill(whole, about, visit);
  whole.querySelector<HTMLElement>("[tabindex]")?.focus();
  const band = await bandOf(visit.activity);
  if (band) await changeJournal((now) => withBand(now, visit.id, band));
  const isLearned = await learn();
  // Taken back meanwhile: then nothing is kept, and nothing is to be said of it.
  if (!(await journal()).visits.some(({ id }) => id === visit.id)) return;
  const where = (await rememberedAnswers()) === null ? "Kept until you close this tab. “Remember on this phone”, under About me, keeps it longer." : "Kept on this phone.";
  say(whole, isLearned ? where : `${where} What it teaches is worked out when you are online.`);
  if (alarm(kept)) await care(whole, alarm(kept));
  document.dispatchEvent(new Event("told"));
}

function answered(whole: HTMLElement, about: About, visit: Visit): HTMLElement {
  const made = clone("told");
  const spot = made.querySelector("[data-slot=was]");
  if (spot) spot.textContent = wasWords(visit);
  const undo = made.querySelector("button");
  undo?.setAttribute("aria-label", `Take it back: ${about.title}`);
  undo?.addEventListener("click", () => {
    void changeJournal((now) => withoutVisit(now, about.id))
      .then(learn)
      .then(() => {
        fill(whole, about);
        document.querySelector(`[data-flag="${CSS.escape(about.id)}"]`)?.remove();
        whole.querySelector<HTMLElement>("summary")?.focus();
        document.dispatchEvent(new Event("told"));
      });
  });
  return made;
}

/** Two very hard visits in a row: a calm card in the page, once. */
async function care(whole: HTMLElement, second: string): Promise<void> {
  await changeJournal((now) => ({ ...now, flagged: second }));
  const card = clone("care");
  card.dataset["flag"] = second;
  card.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.matches("[data-pause]")) {
      void changeJournal((now) => ({ ...now, isPaused: true }));
      say(card, "Next steps pause until you begin again. Nothing is lost.");
    } else if (button) {
      card.remove();
      whole.querySelector<HTMLElement>("[tabindex]")?.focus();
    }
  });
  whole.append(card);
  card.focus();
}
