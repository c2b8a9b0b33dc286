/**
 * Answers on their way: kept on this phone before they are sent, forgotten when the server has them.
 *
 * One entry for each activity and round, the newest, shared by all tabs. A newer answer takes the older one's place and
 * has a larger rev; the rev outlives its answer here, so no tab falls behind another. Whatever is refused for good,
 * `stale` too, is never sent again by itself: somebody has answered elsewhere since, and that counts.
 */
const PREFIX = "roomful";
const KEEP_MS = 30 * 24 * 3600 * 1000;
const AGAIN_MS = 2000;

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

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

/** The place of an answer: its activity and round. */
export function placeOf({ activity, round }) {
  return `${activity}.${round}`;
}

/** One room's outbox, the same in all tabs. `send(message)` may fail; `onChange()` follows every change. */
export class Outbox {
  #prefix;
  #send;
  #onChange;
  #store = openStore();

  constructor({ room, send, onChange = () => {} }) {
    this.#prefix = `${PREFIX}:${room}:`;
    this.#send = send;
    this.#onChange = onChange;
    this.#prune();
    addEventListener("storage", ({ key }) => (key === null || key.startsWith(this.#prefix)) && this.#onChange());
  }

  /** The entry of a place: `{answer_id, activity, round, rev, value, refused}`, or null. */
  at(place) {
    const entry = this.#read(this.#prefix + place);
    return entry?.answer_id ? entry : null;
  }

  /** All entries of this room. */
  all() {
    return this.#keys(this.#prefix)
      .map((key) => this.#read(key))
      .filter((entry) => entry.answer_id);
  }

  /** Keeps a new answer, then sends it. `rev` is the one the server is known to have (0: none). */
  give({ activity, round, value, rev = 0 }) {
    const before = this.#read(this.#prefix + placeOf({ activity, round }));
    const next = Math.max(rev, before?.rev ?? 0) + 1;
    this.#keep({ answer_id: newId(), activity, round, rev: next, value, refused: null, at: Date.now() });
    this.#post(this.at(placeOf({ activity, round })));
    this.#onChange();
  }

  /** Sends everything that nobody acknowledged or refused for good; called on every connection. */
  resend() {
    for (const entry of this.all()) this.#post(entry);
  }

  /** Takes an ack, a refusal or what the server says about this person. */
  take(message) {
    if (message.type === "you") {
      for (const known of Object.values(message.answers)) this.#stored(known);
    } else if (message.type === "ack") {
      this.#stored(message);
    } else if (message.type === "refused" && message.answer_id) {
      this.#refused(message);
    } else if (message.type === "refused" && !message.final) {
      setTimeout(() => this.resend(), AGAIN_MS * (1 + Math.random()));
    }
    this.#onChange();
  }

  /** Forgets a refused answer once its owner has read why. */
  dismiss(place) {
    const entry = this.at(place);
    if (entry?.refused) this.#settle(entry);
    this.#onChange();
  }

  #stored({ answer_id }) {
    const entry = this.#find(answer_id);
    if (entry) this.#settle(entry);
  }

  /** What stays of an answer: its rev. */
  #settle({ activity, round, rev }) {
    this.#keep({ activity, round, rev, at: Date.now() });
  }

  #refused({ answer_id, code, message, rev, final }) {
    const entry = this.#find(answer_id);
    if (!entry) return;
    if (final) {
      this.#keep({ ...entry, rev: Math.max(entry.rev, rev ?? 0), refused: { code, message } });
    } else {
      this.#keep({ ...entry, trouble: code });
      setTimeout(() => this.#post(this.at(placeOf(entry))), AGAIN_MS * (1 + Math.random()));
    }
  }

  #find(answerId) {
    return this.all().find((entry) => entry.answer_id === answerId);
  }

  #post(entry) {
    if (!entry || entry.refused) return;
    const { answer_id, activity, round, rev, value } = entry;
    this.#send({ type: "answer", answer_id, activity, round, rev, value });
  }

  #keep(entry) {
    const [key, text] = [this.#prefix + placeOf(entry), JSON.stringify(entry)];
    try {
      this.#store.setItem(key, text);
    } catch {
      // A full store must not lose the answer: drop what this app keeps for other rooms, then try once more.
      for (const other of this.#keys(`${PREFIX}:`)) if (!other.startsWith(this.#prefix)) this.#store.removeItem(other);
      this.#store.setItem(key, text);
    }
  }

  #read(key) {
    return JSON.parse(this.#store.getItem(key) ?? "null");
  }

  #keys(prefix) {
    const keys = this.#store.keys?.() ?? Object.keys(this.#store);
    return keys.filter((key) => key.startsWith(prefix));
  }

  #prune() {
    for (const key of this.#keys(`${PREFIX}:`)) {
      const entry = this.#read(key);
      if (Date.now() - entry.at > KEEP_MS) this.#store.removeItem(key);
    }
  }
}
