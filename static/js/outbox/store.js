/** What this phone keeps of one room, the same in all tabs, until the server has it or a month is over. */
const PREFIX = "roomful";
const KEEP_MS = 30 * 24 * 3600 * 1000;

/** localStorage, or plain memory where the browser refuses it (private mode). */
function openStore() {
  try {
    localStorage.setItem(PREFIX, "");
    localStorage.removeItem(PREFIX);
    return localStorage;
  } catch {
    const memory = new Map();
    return {
      keys: () => [...memory.keys()],
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, text) => memory.set(key, text),
      removeItem: (key) => memory.delete(key),
    };
  }
}

/** A random id, 32 hexadecimal digits. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Entries by name. */
export class Store {
  #prefix;
  #store = openStore();

  constructor(room) {
    this.#prefix = `${PREFIX}:${room}:`;
    for (const key of this.#keys(`${PREFIX}:`)) {
      if (Date.now() - JSON.parse(this.#store.getItem(key)).at > KEEP_MS) this.#store.removeItem(key);
    }
  }

  /** Calls back after another tab has changed something. */
  onElsewhere(tell) {
    addEventListener("storage", ({ key }) => (key === null || key.startsWith(this.#prefix)) && tell());
  }

  /** An entry, or null. */
  read(name) {
    return JSON.parse(this.#store.getItem(this.#prefix + name) ?? "null");
  }

  /** All entries. */
  all() {
    return this.#keys(this.#prefix).map((key) => JSON.parse(this.#store.getItem(key)));
  }

  /** Keeps an entry under a name, from now on. */
  keep(name, entry) {
    const [key, text] = [this.#prefix + name, JSON.stringify({ ...entry, at: Date.now() })];
    try {
      this.#store.setItem(key, text);
    } catch {
      // A full store must not lose the answer: drop what this app keeps for other rooms, then try once more.
      for (const other of this.#keys(`${PREFIX}:`)) if (!other.startsWith(this.#prefix)) this.#store.removeItem(other);
      this.#store.setItem(key, text);
    }
  }

  /** Forgets an entry. */
  drop(name) {
    this.#store.removeItem(this.#prefix + name);
  }

  #keys(prefix) {
    const keys = this.#store.keys?.() ?? Object.keys(this.#store);
    return keys.filter((key) => key.startsWith(prefix));
  }
}
