/**
 * Actions on their way: kept in order on this phone before they are sent, forgotten when the server has them.
 *
 * They go out one by one, the next when the one before is settled, because the server stores them in the order in which
 * they come. All tabs share them; what two tabs send twice counts once.
 */
import { newId } from "./store.js";

const NAME = "act:";
const AGAIN_MS = 2000;

/** One room's actions. `send(message)` may fail; `onDone(entry)` follows an ack, `onLost(message, entry)` a final refusal. */
export class Actions {
  #store;
  #send;
  #onDone;
  #onLost;
  #sent = null;

  constructor({ store, send, onDone = () => {}, onLost = () => {} }) {
    this.#store = store;
    this.#send = send;
    this.#onDone = onDone;
    this.#onLost = onLost;
  }

  /** What waits, the oldest first. */
  waiting() {
    return this.#store
      .all()
      .filter((entry) => entry.action_id)
      .sort((one, other) => one.n - other.n);
  }

  /** Keeps a new action, then sends it if nothing is before it. */
  give({ activity, round, what, value = null }) {
    const n = (this.waiting().at(-1)?.n ?? 0) + 1;
    const action_id = newId();
    this.#store.keep(NAME + action_id, { action_id, activity, round, what, value, n });
    this.#next();
  }

  /** Begins anew with the oldest; called on every connection. */
  resend() {
    this.#sent = null;
    this.#next();
  }

  /** Takes an ack or a refusal. */
  take(message) {
    if (message.type === "refused" && !message.final) {
      const mine = message.action_id || (!message.answer_id && this.#sent);
      if (mine) setTimeout(() => this.resend(), AGAIN_MS * (1 + Math.random()));
      return;
    }
    if (!message.action_id) return;
    const entry = this.#store.read(NAME + message.action_id);
    this.#store.drop(NAME + message.action_id);
    if (message.type === "refused") this.#onLost(message, entry);
    else if (entry) this.#onDone(entry);
    if (message.action_id === this.#sent) this.resend();
  }

  #next() {
    const oldest = this.waiting()[0];
    if (this.#sent !== null || !oldest) return;
    this.#sent = oldest.action_id;
    const { action_id, activity, round, what, value } = oldest;
    this.#send({ type: "action", action_id, activity, round, what, value });
  }
}
