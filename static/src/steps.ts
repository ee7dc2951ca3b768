/** Next steps: the page comes from the server as the answers and visits of this device make it. */
import { answersReady } from "./answers";
import { changeJournal, journal } from "./journal";
import { type Chosen, doneOf, type Journal, wasWords } from "./journal-rules";
import { dayWords, timeWords } from "./phone-words";
import { makeReflection } from "./reflect";
import { lastSearch } from "./store";
import { fetchMain, fitBody, putMain, Refused } from "./swap";
import { catchUp } from "./teach";

const SHOWN = 4;

/** Brings the page to life. */
async function startSteps(): Promise<void> {
  document.addEventListener("click", clicked);
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && target.matches("[data-expects]")) void expect(target.value);
  });
  document.addEventListener("told", () => void told());
  addEventListener("online", () => void catchUp());
  await catchUp();
  await draw();
}

async function draw(): Promise<void> {
  const [kept, answers] = [await journal(), await answersReady()];
  if (!kept.isStopped && !kept.isPaused && answers) await load(kept, answers);
  document.documentElement.classList.remove("fitting");
  dress(kept);
}

async function load(kept: Journal, answers: string): Promise<void> {
  const body = fitBody(lastSearch() || location.search, answers);
  body.set("done", JSON.stringify(doneOf(kept)));
  try {
    putMain(await fetchMain(location.pathname, body));
  } catch (problem) {
    if (problem instanceof Refused) putMain(problem.main);
    else say("unfit", "Your next steps could not be fetched right now. Nothing is lost: try again when you are online.");
  }
}

function spot(name: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-${name}]`);
}

function say(name: string, text: string): void {
  const found = spot(name);
  if (!found) return;
  found.hidden = false;
  found.textContent = text;
}

function dress(kept: Journal): void {
  const isOff = kept.isStopped || kept.isPaused;
  spot("ladder")?.toggleAttribute("hidden", isOff);
  spot("stopped")?.toggleAttribute("hidden", !kept.isStopped);
  spot("paused")?.toggleAttribute("hidden", kept.isStopped || !kept.isPaused);
  const template = document.querySelector<HTMLTemplateElement>("template[data-been]");
  const shown = kept.visits.slice(-SHOWN);
  drawPath(shown.map(({ title }) => title));
  spot("rungs")?.prepend(...shown.map((visit) => {
    const rung = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
    for (const [name, text] of [["title", visit.title], ["was", wasWords(visit)]] as const) {
      const part = rung.querySelector(`[data-slot=${name}]`);
      if (part) part.textContent = text;
    }
    return rung;
  }));
  showChosen(kept);
}

/** Puts the last visits into the picture, and into the words for it. */
function drawPath(titles: string[]): void {
  const path = spot("path");
  if (!path || titles.length === 0) return;
  path.prepend(...titles.map(() => Object.assign(document.createElement("span"), { className: "been" })));
  path.setAttribute("aria-label", `You have been here: ${titles.join(", ")}. ${path.getAttribute("aria-label") ?? ""}`);
  for (const name of ["picture", "path-been"]) spot(name)?.removeAttribute("hidden");
  spot("path-new")?.remove();
}

function showChosen(kept: Journal): void {
  const panel = spot("chosen");
  if (!panel) return;
  panel.hidden = kept.step === null;
  if (!kept.step) return;
  const { activity, title, starts, expected } = kept.step;
  const link = panel.querySelector("a");
  link?.setAttribute("href", `/activities/${activity}`);
  if (link) link.textContent = title;
  const when = panel.querySelector("[data-slot=when]");
  if (when) when.textContent = starts ? `${dayWords(starts, null, new Date())}, ${timeWords(starts, null, null)}` : "Times by arrangement";
  const choice = panel.querySelector("select");
  if (choice) choice.value = String(expected ?? "");
  const isPast = !starts || Date.parse(starts) < Date.now();
  panel.querySelector("[data-slot=expecting]")?.toggleAttribute("hidden", isPast && starts !== null);
  panel.querySelector("[data-slot=after]")?.replaceChildren(...(isPast ? [makeReflection(about(kept.step), kept)] : []));
}

function about({ activity, title, starts, expected, id }: Chosen): Parameters<typeof makeReflection>[0] {
  return { id, activity, title, on: starts ?? new Date().toISOString(), ...(expected === undefined ? {} : { expected }) };
}

function clicked(event: MouseEvent): void {
  const control = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do], [data-stop], [data-go], [data-drop]") : null;
  if (!control) return;
  event.preventDefault();
  if (control.matches("[data-do]")) void choose(control);
  else if (control.matches("[data-stop]")) void change((now) => ({ ...now, isStopped: true }), "stopped");
  else if (control.matches("[data-drop]")) void change((now) => ({ ...now, step: null }), "");
  else void goOn();
}

async function choose({ dataset }: HTMLElement): Promise<void> {
  const step: Chosen = { id: dataset["date"] || dataset["do"] || "", activity: dataset["do"] ?? "", title: dataset["title"] ?? "", starts: dataset["starts"] || null };
  await change((now) => ({ ...now, step: { ...step, ...(now.expected[step.id] === undefined ? {} : { expected: now.expected[step.id] as number }) } }), "chosen");
}

async function change(how: (now: Journal) => Journal, focus: string): Promise<void> {
  const kept = await changeJournal(how);
  spot("ladder")?.toggleAttribute("hidden", kept.isStopped || kept.isPaused);
  spot("stopped")?.toggleAttribute("hidden", !kept.isStopped);
  showChosen(kept);
  (focus ? spot(focus) : document.querySelector<HTMLElement>("main"))?.focus();
}

async function goOn(): Promise<void> {
  await changeJournal((now) => ({ ...now, isStopped: false, isPaused: false, resumed: now.visits.at(-1)?.id ?? "" }));
  await draw();
  document.querySelector<HTMLElement>("main")?.focus();
}

async function expect(value: string): Promise<void> {
  await changeJournal((now) => {
    if (!now.step) return now;
    const { expected: _, ...step } = now.step;
    return { ...now, step: value === "" ? step : { ...step, expected: Number(value) } };
  });
  say("expects-said", value === "" ? "Taken away." : "Kept on this phone.");
}

/** What was told stays in sight until the page is opened again; the step itself is behind one. */
async function told(): Promise<void> {
  await changeJournal((now) => (now.step && now.visits.some(({ id }) => id === now.step?.id) ? { ...now, step: null } : now));
}

void startSteps();
