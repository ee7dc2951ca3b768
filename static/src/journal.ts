/**
 * The journal of visits, limits and steps, on this device and nowhere else: in this tab, or, where
 * "Remember on this phone" is on, in the phone's database, which all tabs share.
 */
import { type Journal, joined, readJournal } from "./journal-rules";
import { changeKept, inKept } from "./phone-database";
import { forgetInTab, heldInTab, holdInTab, JOURNAL, rememberedAnswers } from "./store";

/** What is kept: of the phone where it remembers, with what this tab held before it did. */
export async function journal(): Promise<Journal> {
  return joined(await onPhone(), heldInTab(JOURNAL));
}

/** Tells whether anything is kept at all. */
export async function hasJournal(): Promise<boolean> {
  return (heldInTab(JOURNAL) ?? (await onPhone())) !== null;
}

/** Changes what is kept and gives it; `change` sees what is there now, of other tabs too. */
export async function changeJournal(change: (now: Journal) => Journal): Promise<Journal> {
  return ((await rememberedAnswers()) !== null && (await changeOnPhone(change))) || changeInTab(change);
}

async function changeOnPhone(change: (now: Journal) => Journal): Promise<Journal | null> {
  let changed: Journal | null = null;
  try {
    await changeKept(JOURNAL, (found) => {
      changed = change(joined(textOf(found), heldInTab(JOURNAL)));
      return JSON.stringify(changed);
    });
  } catch {
    return null;
  }
  forgetInTab(JOURNAL);
  return changed;
}

function changeInTab(change: (now: Journal) => Journal): Journal {
  const changed = change(readJournal(heldInTab(JOURNAL)));
  holdInTab(JOURNAL, JSON.stringify(changed));
  return changed;
}

function onPhone(): Promise<string | null> {
  return inKept<unknown>("readonly", (store) => store.get(JOURNAL)).then(textOf, () => null);
}

function textOf(found: unknown): string | null {
  return typeof found === "string" ? found : null;
}
