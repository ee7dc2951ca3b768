/**
 * Where answers are kept on this device, and nowhere else: this tab's sessionStorage, and one
 * IndexedDB record when the person asked for it. Answers are the fields of the form, as text.
 */
const ANSWERS = "answers";
const SEARCH = "search";
const INSTALL = "install";
const DATABASE = "alongside";
const STORE = "kept";

/** What this tab holds: the answers, "" when it is known that there are none, null when not known. */
export function heldAnswers(): string | null {
  return read(ANSWERS);
}

/** Keeps answers for this tab. */
export function holdAnswers(answers: string): void {
  write(ANSWERS, answers);
}

/** The last search of Nearby, as the query of its address. */
export function lastSearch(): string {
  return read(SEARCH) ?? "";
}

/** Keeps the last search for this tab. */
export function holdSearch(query: string): void {
  write(SEARCH, query);
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
  return inStore<unknown>("readonly", (store) => store.get(ANSWERS)).then(
    (found) => (typeof found === "string" ? found : null),
    () => null,
  );
}

/** Remembers answers on this phone; tells whether the browser could. */
export function rememberAnswers(answers: string): Promise<boolean> {
  return inStore("readwrite", (store) => store.put(answers, ANSWERS)).then(
    () => true,
    () => false,
  );
}

/** Takes the remembered answers away; tells whether the browser could. */
export function forgetRemembered(): Promise<boolean> {
  return inStore("readwrite", (store) => store.delete(ANSWERS)).then(
    () => true,
    () => false,
  );
}

/** Tells whether nothing more is to be said of keeping the app on this phone. */
export function isInstallSettled(): Promise<boolean> {
  return inStore<unknown>("readonly", (store) => store.get(INSTALL)).then(
    (found) => found === "settled",
    () => false,
  );
}

/** Says nothing more of keeping the app on this phone. */
export function settleInstall(): Promise<boolean> {
  return inStore("readwrite", (store) => store.put("settled", INSTALL)).then(
    () => true,
    () => false,
  );
}

/** Takes all that is remembered away; tells whether the browser could. */
export function forgetPhone(): Promise<boolean> {
  return inStore("readwrite", (store) => store.clear()).then(
    () => true,
    () => false,
  );
}

function inStore<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(STORE, mode);
      const asking = ask(transaction.objectStore(STORE));
      transaction.oncomplete = () => {
        database.close();
        resolve(asking.result as T);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // The page still works; it forgets at the next one.
  }
}
