/** Saved activities as a file: made here, and brought back from one. */
import { addSaves, saves } from "./phone-saves";
import { readFile, WrongFile, writeFile } from "./saves-file";

const NAME = "alongside-saved.json";
const UNREADABLE = "This file could not be read. Nothing was changed.";

/** Makes the file, or takes one in, and says what came of it. */
export async function tellFile(what: "export" | "import", field?: HTMLInputElement): Promise<void> {
  const said = what === "export" ? await make() : await take(field);
  const spot = document.querySelector("[data-file-said]");
  if (spot) spot.textContent = said;
  if (field) field.value = "";
}

async function make(): Promise<string> {
  const kept = await saves();
  if (kept.length === 0) return "Nothing is saved yet.";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([writeFile(kept)], { type: "application/json" }));
  link.download = NAME;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return `Your browser keeps it as ${NAME}.`;
}

async function take(field?: HTMLInputElement): Promise<string> {
  const file = field?.files?.[0];
  if (!file) return UNREADABLE;
  try {
    const found = readFile(await file.text());
    const added = await addSaves(found);
    return `${added === 0 ? "Nothing new" : added === 1 ? "One activity was added" : `${added} activities were added`}. The file holds ${found.length}.`;
  } catch (problem) {
    return problem instanceof WrongFile ? problem.message : UNREADABLE;
  }
}
