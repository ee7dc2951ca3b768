/**
 * The journal of visits, limits and steps, on this device and nowhere else: in this tab, and in
 * the phone's database where "Remember on this phone" is on.
 */
import { type Journal, readJournal } from "./journal-rules";
import { inKept } from "./phone-database";
import { heldInTab, holdInTab, rememberedAnswers } from "./store";

const NAME = "journal";

/** What is kept, of this tab or of the phone. */
export async function journal(): Promise<Journal> {
  const held = heldInTab(NAME);
  return readJournal(held ?? (await onPhone()));
}

/** Tells whether anything is kept at all. */
export async function hasJournal(): Promise<boolean> {
  return (heldInTab(NAME) ?? (await onPhone())) !== null;
}

/** Changes what is kept and gives it; `change` sees what is there now. */
export async function changeJournal(change: (now: Journal) => Journal): Promise<Journal> {
  const changed = change(await journal());
  const text = JSON.stringify(changed);
  holdInTab(NAME, text);
  if ((await rememberedAnswers()) !== null) await keepOnPhone(text);
  return changed;
}

/** Keeps on the phone what this tab holds: the switch was just turned on. */
export async function rememberJournal(): Promise<void> {
  const held = heldInTab(NAME);
  if (held !== null) await keepOnPhone(held);
}

function onPhone(): Promise<string | null> {
  return inKept<unknown>("readonly", (store) => store.get(NAME)).then(
    (found) => (typeof found === "string" ? found : null),
    () => null,
  );
}

function keepOnPhone(text: string): Promise<void> {
  return inKept<void>("readwrite", (store) => store.put(text, NAME)).catch(() => undefined);
}
