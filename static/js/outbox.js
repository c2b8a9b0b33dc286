/**
 * Answers on their way: kept on this phone before they are sent, forgotten when the server has them.
 *
 * One entry for each activity and round, the newest, shared by all tabs. A newer answer takes the older one's place and
 * has a larger rev; the rev outlives its answer here, so no tab falls behind another. Whatever is refused for good,
 * `stale` too, is never sent again by itself: somebody has answered elsewhere since, and that counts.
 */
import { newId } from "./outbox/store.js";

const AGAIN_MS = 2000;

/** The place of an answer: its activity and round. */
export function placeOf({ activity, round }) {
  return `${activity}.${round}`;
}

/** One room's outbox, the same in all tabs. `send(message)` may fail; `onChange()` follows every change. */
export class Outbox {
  #send;
  #onChange;
  #store;

  constructor({ store, send, onChange = () => {} }) {
    this.#store = store;
    this.#send = send;
    this.#onChange = onChange;
    store.onElsewhere(() => this.#onChange());
  }

  /** The entry of a place: `{answer_id, activity, round, rev, value, refused}`, or null. */
  at(place) {
    const entry = this.#store.read(place);
    return entry?.answer_id ? entry : null;
  }

  /** All entries of this room. */
  all() {
    return this.#store.all().filter((entry) => entry.answer_id);
  }

  /** Keeps a new answer, then sends it. `rev` is the one the server is known to have (0: none). */
  give({ activity, round, value, rev = 0 }) {
    const before = this.#store.read(placeOf({ activity, round }));
    const next = Math.max(rev, before?.rev ?? 0) + 1;
    this.#keep({ answer_id: newId(), activity, round, rev: next, value, refused: null });
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
    } else if (message.type === "refused" && !message.final && !message.action_id) {
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
    this.#keep({ activity, round, rev });
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
    this.#store.keep(placeOf(entry), entry);
  }
}
