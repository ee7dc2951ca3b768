/**
 * Where answers are kept on this device, and nowhere else: this tab's sessionStorage, and one
 * IndexedDB record when the person asked for it. Answers are the fields of the form, as text.
 */
import { isLeft } from "./leaving";
import { emptyDatabase, inKept } from "./phone-database";

const ANSWERS = "answers";
const SEARCH = "search";
/** The journal of visits, by this name in a tab and on the phone. */
export const JOURNAL = "journal";
const INSTALL = "install";
const SHIFT = "shift";

/** What this tab holds: the answers, "" when it is known that there are none, null when not known. */
export function heldAnswers(): string | null {
  return heldInTab(ANSWERS);
}

/** Keeps answers for this tab. */
export function holdAnswers(answers: string): void {
  holdInTab(ANSWERS, answers);
}

/** The last search of Nearby, as the query of its address. */
export function lastSearch(): string {
  return heldInTab(SEARCH) ?? "";
}

/** Keeps the last search for this tab. */
export function holdSearch(query: string): void {
  holdInTab(SEARCH, query);
}

/** Forgets everything that this tab holds. */
export function forgetTab(): void {
  try {
    sessionStorage.clear();
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** The answers remembered on this phone, or null. */
export function rememberedAnswers(): Promise<string | null> {
  return inKept<unknown>("readonly", (store) => store.get(ANSWERS)).then(
    (found) => (typeof found === "string" ? found : null),
    () => null,
  );
}

/** Remembers answers on this phone; tells whether the browser could. */
export function rememberAnswers(answers: string): Promise<boolean> {
  // How today feels is for today only.
  return inKept("readwrite", (store) => store.put(answers.replace(/(^|&)today=\w+/, ""), ANSWERS)).then(
    () => true,
    () => false,
  );
}

/** Takes the remembered answers and the journal away, which stay in this tab; tells whether the browser could. */
export async function forgetRemembered(): Promise<boolean> {
  try {
    const journal = await inKept<unknown>("readonly", (store) => store.get(JOURNAL));
    if (typeof journal === "string" && heldInTab(JOURNAL) === null) holdInTab(JOURNAL, journal);
    await inKept("readwrite", (store) => (store.delete(JOURNAL), store.delete(ANSWERS)));
    return true;
  } catch {
    return false;
  }
}

/** Tells whether nothing more is to be said of keeping the app on this phone. */
export function isInstallSettled(): Promise<boolean> {
  return inKept<unknown>("readonly", (store) => store.get(INSTALL)).then(
    (found) => found === "settled",
    () => false,
  );
}

/** Says nothing more of keeping the app on this phone. */
export function settleInstall(): Promise<boolean> {
  return inKept("readwrite", (store) => store.put("settled", INSTALL)).then(
    () => true,
    () => false,
  );
}

/** Tells whether Shift pressed three times leaves; it does unless somebody turned it off. */
export function isShiftOn(): Promise<boolean> {
  return inKept<unknown>("readonly", (store) => store.get(SHIFT)).then(
    (found) => found !== "off",
    () => true,
  );
}

/** Has Shift pressed three times leave, or not; tells whether the browser could keep that. */
export function setShift(isOn: boolean): Promise<boolean> {
  return inKept("readwrite", (store) => (isOn ? store.delete(SHIFT) : store.put("off", SHIFT))).then(
    () => true,
    () => false,
  );
}

/** Takes all that is remembered away, with plans, saves and what is not sent yet; tells whether the browser could. */
export function forgetPhone(): Promise<boolean> {
  return emptyDatabase().then(
    () => true,
    () => false,
  );
}

/** Something else that this tab holds under a name. */
export function heldInTab(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps something under a name for this tab, unless its page was left. */
export function holdInTab(key: string, text: string): void {
  if (isLeft()) return;
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // The page still works; it forgets at the next one.
  }
}

/** Drops what this tab holds by this name. */
export function forgetInTab(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing for a tab has nothing to drop.
  }
}
