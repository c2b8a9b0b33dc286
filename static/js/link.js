/** The page's one connection: opens, notices silence, comes back, and lets only news through. */
import { Order } from "./link/order.js";
import { openPoll } from "./link/poll.js";
import { openSocket } from "./link/socket.js";

const FINAL = new Set([4401, 4403, 4404, 4410]);
const FIRST_RETRY_MS = 2000;
const RETRY_CAP_MS = 4000;
const OFFLINE_MS = 5000;
const QUIET_MS = 1000;
const BEHIND_MS = 2000;
const SOCKET_TRIES = 3;
const SOCKET_AGAIN_MS = 30000;

class Link {
  #path;
  #onMessage;
  #onState;
  #order = new Order();
  #transport = null;
  #alive = false;
  #heard = false;
  #started = 0;
  #failures = 0;
  #polling = false;
  #state = "";
  #timers = {};
  #clock = { now: 0, at: 0 };

  constructor({ path, onMessage, onState = () => {} }) {
    this.#path = path;
    this.#onMessage = onMessage;
    this.#onState = onState;
    document.addEventListener("visibilitychange", () => document.hidden || this.kick());
    addEventListener("pageshow", (event) => event.persisted && this.kick());
    addEventListener("online", () => this.kick());
    addEventListener("offline", () => this.kick());
    this.#after("offline", OFFLINE_MS, () => this.#show("offline"));
    this.#connect();
  }

  /** Sends one message; false if there is no connection now (nothing is queued here). */
  send(message) {
    return this.#alive && this.#transport.send(message);
  }

  /** Says that an ack or refusal must come within 4 s, or the connection is replaced. */
  expectReply() {
    if (this.#alive) this.#transport.expectReply();
  }

  /** Replaces the connection now: one that slept may look open and be dead. */
  kick() {
    const young = this.#alive && performance.now() - this.#started < QUIET_MS;
    if (this.#state === "ended" || young) return;
    this.#after("quiet", QUIET_MS, () => this.#lose());
    this.#connect();
  }

  /** Starts again after a final close, once its cause is gone. */
  reopen() {
    this.#state = "";
    delete document.documentElement.dataset.link;
    this.#connect();
  }

  /** The server's monotonic clock, in ms; deadlines in scenes are on it. */
  now() {
    return this.#clock.now + performance.now() - this.#clock.at;
  }

  #after(name, ms, act) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(act, ms);
  }

  #connect() {
    clearTimeout(this.#timers.retry);
    clearTimeout(this.#timers.socket);
    if (this.#alive) this.#transport.close();
    const open = this.#polling ? openPoll : openSocket;
    this.#alive = true;
    this.#heard = false;
    this.#started = performance.now();
    const transport = open(this.#path, {
      version: () => this.#order.version,
      onMessage: (message) => transport === this.#transport && this.#hear(message),
      onClose: (code) => transport === this.#transport && this.#closed(code),
    });
    this.#transport = transport;
    if (this.#polling) this.#after("socket", SOCKET_AGAIN_MS, () => this.#trySocket());
  }

  #trySocket() {
    const trial = openSocket(this.#path, {
      version: () => this.#order.version,
      onClose: () => this.#after("socket", SOCKET_AGAIN_MS, () => this.#trySocket()),
      onMessage: () => {
        trial.close();
        this.#polling = false;
        this.#connect();
      },
    });
  }

  #closed(code) {
    this.#alive = false;
    if (FINAL.has(code)) {
      for (const timer of Object.values(this.#timers)) clearTimeout(timer);
      return this.#show("ended", code);
    }
    this.#lose();
    this.#failures += 1;
    this.#polling = !this.#polling && !this.#heard && this.#failures % SOCKET_TRIES === 0;
    const first = this.#failures === 1;
    const wait = first ? FIRST_RETRY_MS * Math.random() : RETRY_CAP_MS * (1 - 0.75 ** this.#failures * Math.random());
    this.#after("retry", wait, () => this.#connect());
  }

  #lose() {
    if (this.#state !== "open") return;
    this.#show("reconnecting");
    this.#after("offline", OFFLINE_MS, () => this.#show("offline"));
  }

  #show(state, code = null) {
    this.#state = state;
    document.documentElement.dataset.link = state;
    this.#onState(state, code);
  }

  #hear(message) {
    if (typeof message.now === "number") this.#clock = { now: message.now, at: performance.now() };
    if (!this.#heard || this.#polling) this.#order.renew();
    const news = this.#news(message);
    if (news) this.#onMessage(message);
    if (this.#heard) return;
    this.#heard = true;
    this.#failures = 0;
    clearTimeout(this.#timers.quiet);
    clearTimeout(this.#timers.offline);
    this.#show("open");
  }

  #news(message) {
    const order = this.#order;
    if (message.type === "frame") return order.take(message);
    if (message.type === "count") {
      if (message.scene === order.scene) return order.take(message);
      this.#snapshot();
      return false;
    }
    if (message.type !== "beat") return true;
    if (order.behind(message)) this.#after("behind", BEHIND_MS, () => order.behind(message) && this.#snapshot());
    return false;
  }

  #snapshot() {
    this.#after("snapshot", 100, () => this.send({ type: "snapshot" }));
  }
}

/**
 * Opens the connection of this page: `openLink({path, onMessage, onState})`.
 *
 * `onMessage` gets frames, counts, you, ack and refused, older ones already dropped. `onState(state, code)`
 * gets open, reconnecting, offline or ended (with the close code), also shown as `<html data-link>`.
 */
export function openLink(options) {
  return new Link(options);
}
