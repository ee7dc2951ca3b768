/** The bookmarks of this phone: what their rows show, and nothing of the person. */
import { changeRows, readRows } from "./phone-database";

/**
 * One bookmark. `synced`: it is also kept with the person's places. `removed`: it was taken away
 * here and is still to be taken away there.
 */
export interface Saved {
  id: string;
  title: string;
  icon: string;
  starts_at: string | null;
  ends_at: string | null;
  time_zone: string;
  area: string | null;
  saved_at: string;
  synced?: boolean;
  removed?: boolean;
}

/** As many as the server keeps. */
export const MOST_SAVES = 500;

/** The bookmarks, the latest first. */
export async function saves(): Promise<Saved[]> {
  const rows = await readRows<Saved>("saves");
  return rows.filter(({ removed }) => !removed).sort((one, other) => Date.parse(other.saved_at) - Date.parse(one.saved_at));
}

/** Keeps a bookmark; false where there are too many. */
export async function keepSave(save: Saved): Promise<boolean> {
  let could = true;
  await changeRows<Saved>("saves", (rows) => {
    could = rows.some(({ id }) => id === save.id) || rows.filter(({ removed }) => !removed).length < MOST_SAVES;
    return could ? { put: [save] } : {};
  });
  return could;
}

/** Takes a bookmark away; one that is kept with the places is noted until it is gone there too. */
export function dropSave(id: string): Promise<void> {
  return changeRows<Saved>("saves", (rows) => drop(rows, id));
}

/** What taking a bookmark away does to the rows. */
export function drop(rows: Saved[], id: string): { put?: Saved[]; remove?: string[] } {
  const row = rows.find((one) => one.id === id);
  return row?.synced ? { put: [{ ...row, removed: true }] } : { remove: [id] };
}

/** The bookmarks of a file beside those there are; one that is there stays as it is. */
export async function addSaves(more: Saved[]): Promise<number> {
  let added = 0;
  await changeRows<Saved>("saves", (rows) => {
    const known = new Set(rows.filter(({ removed }) => !removed).map(({ id }) => id));
    const fresh = more.filter(({ id }) => !known.has(id)).slice(0, Math.max(0, MOST_SAVES - known.size));
    added = fresh.length;
    return { put: fresh };
  });
  return added;
}
