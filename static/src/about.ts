/** About me: keeps each answer at once, and says in the page where it is kept. */
import { answersReady, fillForm, readAnswers } from "./answers";
import { holdAnswers, rememberAnswers } from "./store";
import { fetchMain, fitBody, Refused } from "./swap";

/** Fills the form from this device and keeps every change. */
export async function startAbout(form: HTMLFormElement, isRemembered: () => boolean): Promise<void> {
  const answers = await answersReady();
  if (answers) fillForm(form, answers);
  showSituations(form);
  form.addEventListener("change", () => {
    keepForm(form, isRemembered());
    showSituations(form);
  });
}

/** Keeps the form's answers in this tab, and on the phone where that was asked for. */
export function keepForm(form: HTMLFormElement, isRemembered: boolean): void {
  const answers = readAnswers(new FormData(form));
  holdAnswers(answers);
  document.documentElement.classList.toggle("known", answers !== "");
  if (isRemembered) void rememberAnswers(answers);
}

/** The page that says what to mend, where an answer can't be used; null where all can, or nobody knows. */
export async function wrongAnswers(form: HTMLFormElement): Promise<HTMLElement | null> {
  const answers = readAnswers(new FormData(form));
  if (!answers) return null;
  try {
    await fetchMain("/about-me", fitBody("", answers));
    return null;
  } catch (problem) {
    return problem instanceof Refused ? problem.main : null;
  }
}

/** Writes each chosen answer under its situation. */
export function showSituations(form: HTMLFormElement): void {
  for (const situation of form.querySelectorAll(".situation")) {
    const chosen = situation.querySelector<HTMLInputElement>("input:checked");
    const said = situation.querySelector("[data-answer]");
    const words = chosen?.value ? chosen.parentElement?.textContent?.trim() : "Not answered";
    if (said) said.textContent = words ?? "";
  }
}
