/** The answers of About me, as the fields of its form. */
import { heldAnswers, rememberedAnswers } from "./store";

const SEARCH_NAMES = new Set([
  "place", "lat", "lon", "radius_km", "when", "from", "to", "kind", "topic", "format",
  "part_of_day", "weekday", "free", "max_cost", "access", "language", "age", "sort", "view",
]);
const SAYS_NOTHING = new Set(["", "usual", "balanced"]);

/** Tells whether the query of an address asks for anything of Nearby. */
export function isSearch(query: string): boolean {
  return [...new URLSearchParams(query).keys()].some((name) => SEARCH_NAMES.has(name));
}

/** The search without its order, for who asks what suits them: that is an order too. */
export function inBestFit(query: string): string {
  const search = new URLSearchParams(query);
  search.delete("sort");
  search.delete("view");
  return search.size ? `?${search}` : "";
}

/** Resolves with this tab's answers, once it is known whether any are remembered. */
export function answersReady(): Promise<string> {
  const held = heldAnswers();
  if (held !== null) return Promise.resolve(held);
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(""), 1500);
    document.addEventListener("answers", () => {
      clearTimeout(late);
      resolve(heldAnswers() ?? "");
    }, { once: true });
  });
}

/** What a form says of the person, without the search it may carry; "" when it says nothing. */
export function readAnswers(form: Iterable<[string, FormDataEntryValue]>): string {
  const said = [...form].filter(
    (pair): pair is [string, string] =>
      typeof pair[1] === "string" && !SEARCH_NAMES.has(pair[0]) && !SAYS_NOTHING.has(pair[1]),
  );
  const matters = said.some(([name]) => name !== "budget_currency");
  return matters ? new URLSearchParams(said).toString() : "";
}

/** Puts answers back into a form. */
export function fillForm(form: HTMLFormElement, answers: string): void {
  const said = new URLSearchParams(answers);
  for (const name of new Set(said.keys())) {
    const values = said.getAll(name);
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${CSS.escape(name)}"]`)) {
      if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
  }
}

/** Takes every answer out of a form. */
export function emptyForm(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>("input[name]")) {
    if (field.type === "checkbox") field.checked = false;
    else if (field.type === "radio") field.checked = ["", "usual", "balanced"].includes(field.value);
    else if (field.type !== "hidden" || field.name === "state") field.value = "";
  }
}

/** The answers as they are now: of the phone where it remembers, which all tabs share, as today feels in this one. */
export async function answersNow(): Promise<string> {
  const [kept, held] = [await rememberedAnswers(), await answersReady()];
  if (kept === null) return held;
  const today = new URLSearchParams(held).get("today");
  return today ? `${kept}&today=${today}` : kept;
}
