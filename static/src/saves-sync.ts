/** Bookmarks that a guest wants with their places: the phone's and the server's become one list. */
import { addSaves, type Saved } from "./phone-saves";
import { changeRows, inKept, readRows } from "./phone-database";

const SWITCH = "saves with places";
const ALL = "/api/v1/saves";

/** A bookmark as the server tells of it. */
interface Kept {
  activity_id: string;
  title: string;
  time_zone: string;
  area: string | null;
  next: { starts_at: string; ends_at: string } | null;
  saved_at: string;
}

/** Tells whether the bookmarks of this phone are kept with the places. */
export async function isSyncing(): Promise<boolean> {
  return (await inKept<unknown>("readonly", (store) => store.get(SWITCH)).catch(() => null)) === true;
}

/** Turns it on or off for this phone; what is kept there already stays. */
export function setSyncing(isOn: boolean): Promise<void> {
  return inKept("readwrite", (store) => (isOn ? store.put(true, SWITCH) : store.delete(SWITCH)));
}

/** Makes the two lists one; what can't be sent now is sent the next time. False where nobody answered. */
export async function syncSaves(): Promise<boolean> {
  const theirs = await fetchSaves();
  if (!theirs) return false;
  const plan = merge(await readRows<Saved>("saves"), theirs);
  const sent = await Promise.all([...plan.add.map((id) => send("PUT", id)), ...plan.drop.map((id) => send("DELETE", id))]);
  const [added, dropped] = [plan.add.filter((_, at) => sent[at]), plan.drop.filter((_, at) => sent[plan.add.length + at])];
  await changeRows<Saved>("saves", (rows) => ({
    put: rows.filter(({ id }) => added.includes(id)).map((row) => ({ ...row, synced: true })),
    remove: [...dropped, ...plan.gone],
  }));
  await addSaves(plan.take);
  return true;
}

/**
 * What has to be done so that both lists are the same: a bookmark of either stays, unless it was
 * in both and was taken away in one.
 */
export function merge(rows: Saved[], theirs: Kept[]): { add: string[]; drop: string[]; gone: string[]; take: Saved[] } {
  const there = new Set(theirs.map(({ activity_id }) => activity_id));
  const here = new Set(rows.map(({ id }) => id));
  return {
    add: rows.filter(({ removed, synced }) => !removed && !synced).map(({ id }) => id),
    drop: rows.filter(({ removed }) => removed).map(({ id }) => id),
    gone: rows.filter(({ id, removed, synced }) => !removed && synced && !there.has(id)).map(({ id }) => id),
    take: theirs.filter(({ activity_id }) => !here.has(activity_id)).map(taken),
  };
}

function taken({ activity_id, title, time_zone, area, next, saved_at }: Kept): Saved {
  return { id: activity_id, title, icon: "save", starts_at: next?.starts_at ?? null, ends_at: next?.ends_at ?? null, time_zone, area, saved_at, synced: true };
}

async function fetchSaves(): Promise<Kept[] | null> {
  const response = await fetch(ALL).catch(() => null);
  if (!response?.ok) return null;
  const { items } = (await response.json()) as { items: Kept[] };
  return items;
}

/** A bookmark of what is no longer there counts as done: sending it again would change nothing. */
async function send(method: "PUT" | "DELETE", id: string): Promise<boolean> {
  const response = await fetch(`${ALL}/${id}`, { method }).catch(() => null);
  return response !== null && (response.ok || response.status === 404);
}
