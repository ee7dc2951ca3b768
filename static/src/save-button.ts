/** Save: a bookmark on this phone, with the page kept for reading without a signal. */
import { dropSave, keepSave, type Saved, saves } from "./phone-saves";
import { keepPage, releasePage } from "./saved-pages";
import { isSyncing, syncSaves } from "./saves-sync";

const SAVED = "Saved on this phone. Nobody is told.";
const UNSAVED = "No longer saved.";
const FULL = "You have saved 500 activities, which is the most.";
const NOT_HERE = "This browser does not let pages keep anything, so it could not be saved.";

/** Brings the button of an activity's page to life, also after the page's main part was put anew. */
export function watchSave(): void {
  if (!head()) return;
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-save], [data-save-undo]")) void toggle();
  });
  new MutationObserver(() => void mark()).observe(document.body, { childList: true });
  void mark();
}

function head(): HTMLElement | null {
  return document.querySelector<HTMLElement>(".head[data-activity]");
}

/** The bookmark of the page that is open, as its head tells of it. */
function thisOne(): Saved | null {
  const said = head()?.dataset;
  if (!said) return null;
  const { activity: id = "", title = "", icon = "", zone: time_zone = "UTC", area, starts, ends } = said;
  return { id, title, icon, starts_at: starts || null, ends_at: ends || null, time_zone, area: area || null, saved_at: new Date().toISOString() };
}

async function mark(): Promise<void> {
  const save = thisOne();
  const known = save && (await saves().catch(() => [])).find(({ id }) => id === save.id);
  show(Boolean(known));
  if (!save || !known) return;
  // The row in Mine says what the page says now.
  await keepSave({ ...known, ...save, saved_at: known.saved_at });
  await keepPage(save.id);
}

function show(isSaved: boolean): void {
  for (const button of document.querySelectorAll("[data-save]")) {
    button.setAttribute("aria-pressed", String(isSaved));
    const word = button.querySelector("span");
    if (word) word.textContent = isSaved ? "Saved" : "Save";
  }
}

async function toggle(): Promise<void> {
  const save = thisOne();
  if (!save) return;
  const isSaved = document.querySelector("[data-save]")?.getAttribute("aria-pressed") === "true";
  try {
    const could = isSaved ? await dropSave(save.id).then(() => true) : await keepSave(save);
    say(could ? (isSaved ? UNSAVED : SAVED) : FULL, could);
    if (!could) return;
    show(!isSaved);
    await (isSaved ? releasePage(save.id) : keepForLong(save.id));
    if (await isSyncing()) await syncSaves();
  } catch {
    say(NOT_HERE, false);
  }
}

/** Asks the browser to keep what is saved, where it does so without asking the person. */
async function keepForLong(id: string): Promise<void> {
  await keepPage(id);
  const { storage, permissions } = navigator;
  if (!storage?.persist || (await storage.persisted())) return;
  const asked = await permissions?.query({ name: "persistent-storage" }).catch(() => null);
  const asksNobody = asked ? asked.state === "granted" || "chrome" in globalThis : false;
  if (asksNobody) await storage.persist();
}

function say(text: string, canUndo: boolean): void {
  const row = document.querySelector<HTMLElement>("[data-save-said]");
  const [spot, undo] = [row?.querySelector("span"), row?.querySelector<HTMLElement>("[data-save-undo]")];
  if (!row || !spot || !undo) return;
  row.hidden = false;
  spot.textContent = text;
  undo.hidden = !canUndo;
}
