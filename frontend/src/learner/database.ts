/**
 * The state on this device: one text in IndexedDB, read, merged and written in one transaction, so that two tabs cannot undo
 * each other's work.
 *
 * It is a text and not an object so that one thing, `form.ts`, says what can be read, here and in a file. What cannot be read is
 * set aside and never thrown away.
 */

import { newDevice } from "./clock";
import { read, TooNew, write } from "./form";
import { EMPTY, type State } from "./state";
import type { Done, StateStorage } from "./storage";

const DATABASE = "thalweg";
const SHELF = "progress";

/** The state of whoever has not signed in. */
const STATE = "anonymous";
const DEVICE = "device";

/** What was set aside lies under this and the time. */
const ASIDE = "unreadable ";
const EVERYTHING_ASIDE = () => IDBKeyRange.bound(ASIDE, `${ASIDE}~`);

export function onThisDevice(): StateStorage {
  const channel = channelOrNone();
  let connection: IDBDatabase | undefined;

  /** The database; where there is none, one is made only for something to keep. */
  async function database(isMade: boolean): Promise<IDBDatabase | undefined> {
    connection ??= await opened(isMade, () => {
      connection = undefined;
    });
    return connection;
  }

  async function look<Result>(work: (shelf: IDBObjectStore) => Promise<Result>, nothing: Result): Promise<Result> {
    const found = await database(false);
    return found ? performed(found, "readonly", work) : nothing;
  }

  async function change<Result>(work: (shelf: IDBObjectStore) => Promise<Result>): Promise<Result> {
    const found = await database(true);
    if (!found) throw new Error("A database that was to be made is not there.");
    return performed(found, "readwrite", work);
  }

  return {
    async read() {
      const text = await look((shelf) => answer<string | undefined>(shelf.get(STATE)), undefined);
      return text === undefined ? EMPTY : read(text);
    },

    async update(next) {
      // Where nothing is kept and nothing is to be, no database is made for it.
      if (!(await database(false)) && !next(EMPTY, newDevice())) return EMPTY;
      const [kept, changed] = await change(async (shelf) => {
        const device = (await answer<string | undefined>(shelf.get(DEVICE))) ?? newDevice();
        const kept = await readOrSetAside(shelf);
        const changed = next(kept, device);
        if (changed) {
          shelf.put(device, DEVICE);
          shelf.put(write(changed), STATE);
        }
        return [kept, changed];
      });
      if (changed) channel?.postMessage("changed" satisfies Done);
      return changed ?? kept;
    },

    setAside: () => look((shelf) => answer<string[]>(shelf.getAll(EVERYTHING_ASIDE())), []),

    async forgetSetAside() {
      await change((shelf) => answer(shelf.delete(EVERYTHING_ASIDE())));
    },

    async clear() {
      // Where there is nothing to forget, there is no reason to make a database.
      const found = await database(false);
      if (found) await performed(found, "readwrite", (shelf) => answer(shelf.clear()));
      channel?.postMessage("cleared" satisfies Done);
    },

    async persist() {
      if (await navigator.storage?.persisted?.()) return;
      await navigator.storage?.persist?.();
    },

    onOthers(listener) {
      channel?.addEventListener("message", ({ data }: MessageEvent<Done>) => listener(data));
      // A page that the browser had put to sleep has heard nothing meanwhile.
      addEventListener("pageshow", ({ persisted }) => {
        if (persisted) listener("changed");
      });
    },
  };
}

/** The state that is kept; a text that is no state makes room for one. */
async function readOrSetAside(shelf: IDBObjectStore): Promise<State> {
  const text = await answer<string | undefined>(shelf.get(STATE));
  if (text === undefined) return EMPTY;
  try {
    return read(text);
  } catch (error) {
    if (error instanceof TooNew) throw error;
    shelf.put(text, `${ASIDE}${new Date().toISOString()}`);
    shelf.delete(STATE);
    return EMPTY;
  }
}

/** Opens the database, and makes it only if that is asked for: a visit that leaves nothing behind is none. */
function opened(isMade: boolean, lost: () => void): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    let isMissing = false;
    request.onupgradeneeded = () => {
      isMissing = !isMade;
      if (isMade) request.result.createObjectStore(SHELF);
      else request.transaction?.abort();
    };
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = lost;
      database.onversionchange = () => {
        database.close();
        lost();
      };
      resolve(database);
    };
    request.onerror = (event) => {
      event.preventDefault();
      if (isMissing) resolve(undefined);
      else reject(request.error);
    };
  });
}

/** Does something in one transaction: all of it, or nothing and the reason. */
async function performed<Result>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  work: (shelf: IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  const transaction = database.transaction(SHELF, mode);
  const end = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  const result = work(transaction.objectStore(SHELF)).catch((error: unknown) => {
    if (transaction.error === null) transaction.abort();
    throw error;
  });
  const [done] = await Promise.all([result, end]);
  return done;
}

function answer<Result>(request: IDBRequest): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The way to the other tabs; a browser that keeps nothing for a page may not let it talk either. */
function channelOrNone(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(DATABASE);
  } catch {
    return undefined;
  }
}
