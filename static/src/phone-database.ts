/** The one database of this phone. Nothing in it leaves the phone by itself. */
import { finishLeaving, isLeft } from "./leaving";
import { DATABASE } from "./worker-rules";

const VERSION = 2;
const PATIENCE_MS = 8000;

/** What is remembered by name; and plans, saves and asks, each row under a key of its own. */
const KEPT = "kept";
const ROWS = { plans: "id", saves: "id", outbox: "key" } as const;

export type Rows = keyof typeof ROWS;

/** What becomes of rows: these are put, the ones under these keys go. */
export interface Change<Row> {
  put?: Row[];
  remove?: string[];
}

/** Asks for something that is remembered by its name. */
export function inKept<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  return inStores([KEPT], mode, (transaction) => ask(transaction.objectStore(KEPT)));
}

/** Changes what is remembered by its name as `decide` says from what is there; nobody else changes it meanwhile. */
export function changeKept(name: string, decide: (found: unknown) => unknown): Promise<void> {
  return inStores([KEPT], "readwrite", (transaction) => {
    const store = transaction.objectStore(KEPT);
    const reading = store.get(name);
    reading.onsuccess = () => store.put(decide(reading.result), name);
    return null;
  });
}

/** Every row of a kind. */
export function readRows<Row>(name: Rows): Promise<Row[]> {
  return inStores([name], "readonly", (transaction) => transaction.objectStore(name).getAll());
}

/** Changes rows of a kind as `decide` says from all there are; nobody else changes them meanwhile. */
export function changeRows<Row>(name: Rows, decide: (rows: Row[]) => Change<Row>): Promise<void> {
  return inStores([name], "readwrite", (transaction) => {
    const store = transaction.objectStore(name);
    const reading = store.getAll();
    reading.onsuccess = () => {
      const { put = [], remove = [] } = decide(reading.result as Row[]);
      for (const key of remove) store.delete(key);
      for (const row of put) store.put(row);
    };
    return null;
  });
}

/** Takes everything away that this phone keeps in its database. */
export function emptyDatabase(): Promise<void> {
  const names = [KEPT, ...Object.keys(ROWS)];
  return inStores(names, "readwrite", (transaction) => {
    for (const name of names) transaction.objectStore(name).clear();
    return null;
  });
}

async function inStores<T>(names: string[], mode: IDBTransactionMode, ask: (transaction: IDBTransaction) => IDBRequest | null): Promise<T> {
  await finishLeaving();
  if (isLeft()) throw new Error("left");
  const database = await open();
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(names, mode);
    const asking = ask(transaction);
    transaction.oncomplete = () => resolve(asking?.result as T);
    transaction.onabort = () => reject(transaction.error);
  }).finally(() => database.close());
}

/** A browser that never answers is one that keeps nothing. */
function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("late")), PATIENCE_MS);
    const opening = indexedDB.open(DATABASE, VERSION);
    opening.onupgradeneeded = () => upgrade(opening.result);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      clearTimeout(late);
      resolve(opening.result);
    };
  });
}

function upgrade(database: IDBDatabase): void {
  const there = database.objectStoreNames;
  if (!there.contains(KEPT)) database.createObjectStore(KEPT);
  for (const [name, keyPath] of Object.entries(ROWS)) if (!there.contains(name)) database.createObjectStore(name, { keyPath });
}
