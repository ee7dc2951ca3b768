/** What stands in a step's form and was not sent yet, kept on this phone until it is. */
import { inKept } from "./phone-database";

interface Kept {
  values: [string, string][];
  at: string;
}

const PREFIX = "draft ";

/** All that a form would send, as text. */
export function valuesOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string");
}

/** Keeps what stands in a form under its address; gives the time of day, null where nothing can be kept. */
export async function keepForm(form: HTMLFormElement): Promise<string | null> {
  const at = new Date();
  const kept: Kept = { values: valuesOf(form), at: at.toISOString() };
  try {
    await inKept("readwrite", (store) => store.put(kept, nameOf(form)));
    return timeOf(at);
  } catch {
    return null;
  }
}

/** Puts what was kept and not sent back into a form; gives when it was typed, null where there is nothing. */
export async function bringBack(form: HTMLFormElement): Promise<string | null> {
  const kept = await inKept<Kept | undefined>("readonly", (store) => store.get(nameOf(form))).catch(() => undefined);
  if (!kept || JSON.stringify(kept.values) === JSON.stringify(valuesOf(form))) return null;
  fill(form, kept.values);
  return timeOf(new Date(kept.at));
}

/** Forgets what was kept of a form: it is sent, or not wanted. */
export function forgetForm(form: HTMLFormElement): Promise<unknown> {
  return inKept("readwrite", (store) => store.delete(nameOf(form))).catch(() => undefined);
}

function nameOf(form: HTMLFormElement): string {
  return PREFIX + (form.getAttribute("action") ?? "");
}

function timeOf(moment: Date): string {
  return moment.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function fill(form: HTMLFormElement, values: [string, string][]): void {
  const left = values.map(([name, value]) => ({ name, value }));
  const take = (name: string): string | null => {
    const place = left.findIndex((one) => one.name === name);
    return place < 0 ? null : (left.splice(place, 1)[0]?.value ?? null);
  };
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox")) {
      field.checked = values.some(([name, value]) => name === field.name && value === field.value);
    } else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) {
      field.value = take(field.name) ?? field.value;
    }
  }
}
