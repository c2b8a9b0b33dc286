/** What was picked or written and not sent: kept on this phone, so that a reload in the middle of a sentence costs nothing. */
const NAME = "draft:";

/** By place. Another tab's are not seen while this one is open. */
export class Drafts {
  #store;
  #here = new Map();

  constructor(store) {
    this.#store = store;
  }

  /** Whether there is one. */
  has(place) {
    return this.get(place) !== undefined;
  }

  /** The value of one; undefined where there is none. */
  get(place) {
    if (!this.#here.has(place)) this.#here.set(place, this.#store.read(NAME + place)?.draft);
    return this.#here.get(place);
  }

  /** Keeps one. */
  set(place, draft) {
    this.#here.set(place, draft);
    this.#store.keep(NAME + place, { draft });
  }

  /** Forgets one. */
  delete(place) {
    this.#here.set(place, undefined);
    this.#store.drop(NAME + place);
  }
}
