/** What others ask: questions with a button each, "Me too". What stands there keeps its place while the list is open. */
import { say, written } from "./words.js";

const { code } = document.body.dataset;
const ASKED = "asked";
const CALLED = 8; // signs of a mark by which pictures name it
const MOST_MS = 1500; // a crowd that looks at the same list does not fetch it in one moment
const list = document.getElementById("asks-list");
const item = document.getElementById("asks-item");
const section = document.getElementById("asks-others");
const many = document.getElementById("asks-many");

/** `pending(mark)` is what is on its way; `onTap(mark, too, people)` follows a tap. */
export class Others {
  #store;
  #pending;
  #onTap;
  #words = new Map();
  #whole = new Map();
  #mine = new Map();
  #own;
  #now = [];
  #fetching = false;

  constructor({ store, pending, onTap }) {
    this.#store = store;
    this.#pending = pending;
    this.#onTap = onTap;
    this.#own = new Set(store.read(ASKED)?.texts ?? []);
    list.addEventListener("click", ({ target }) => {
      const pressed = target.closest("button");
      if (pressed && pressed.getAttribute("aria-disabled") !== "true") this.#tap(pressed.closest("li").dataset.mark);
    });
  }

  /** By mark: "ask" or "too". */
  know(mine) {
    this.#mine = new Map(Object.entries(mine).map(([mark, what]) => [mark.slice(0, CALLED), what]));
  }

  /** The server has stored a tap. */
  did(mark, too) {
    if (too) this.#mine.set(mark.slice(0, CALLED), "too");
    else this.#mine.delete(mark.slice(0, CALLED));
  }

  /** This person asks something: it is theirs wherever it comes up. */
  asked(text) {
    this.#own.add(folded(text));
    this.#store.keep(ASKED, { texts: [...this.#own] });
  }

  /** `told`: marks and how many people ask each; `open`: somebody looks. */
  draw(told, open, here) {
    this.#now = told;
    many.hidden = told.length === 0;
    many.textContent = written(told.length);
    section.hidden = told.length === 0;
    if (!open) return list.replaceChildren();
    if (told.some(({ mark }) => !this.#words.has(mark))) this.#fetch(here ? MOST_MS : 0);
    const there = new Set(told.map(({ mark }) => mark));
    for (const each of [...list.children]) if (!there.has(each.dataset.mark)) each.remove();
    for (const each of told) if (this.#words.has(each.mark)) this.#paint(this.#line(each.mark), each);
  }

  #line(mark) {
    const known = [...list.children].find((each) => each.dataset.mark === mark);
    if (known) return known;
    const fresh = item.content.firstElementChild.cloneNode(true);
    fresh.dataset.mark = mark;
    fresh.querySelector(".ask__words").textContent = this.#words.get(mark);
    list.append(fresh);
    return fresh;
  }

  #paint(line, { mark, people, up }) {
    const own = this.#isOwn(mark);
    const too = own || this.#isToo(mark);
    const button = line.querySelector("button");
    const [number, words, heard] = [line.querySelector("b"), line.querySelector(".ask__say"), button.lastElementChild];
    line.querySelector(".ask__up").hidden = !up;
    button.setAttribute("aria-pressed", String(too));
    button.setAttribute("aria-disabled", String(own));
    put(number, people === null ? "" : written(people));
    put(words, say(own ? "yours" : too ? "you-too" : "me-too"));
    put(heard, `${words.textContent}: ${this.#words.get(mark)} ${people === null ? "" : say("asked-by", { n: people })}`.trim());
  }

  #isOwn(mark) {
    return this.#mine.get(mark) === "ask" || this.#own.has(folded(this.#words.get(mark)));
  }

  #isToo(mark) {
    return this.#pending(this.#whole.get(mark)) ?? this.#mine.has(mark);
  }

  #tap(mark) {
    const too = !this.#isToo(mark);
    const people = this.#now.find((each) => each.mark === mark)?.people ?? null;
    this.#onTap(this.#whole.get(mark), too, people === null ? null : Math.max(0, people + (too ? 1 : -1)));
  }

  async #fetch(within) {
    if (this.#fetching) return;
    this.#fetching = true;
    await new Promise((wake) => setTimeout(wake, within * Math.random()));
    try {
      const response = await fetch(`/${code}/asks`, { cache: "no-store" });
      const { questions } = response.ok ? await response.json() : { questions: [] };
      for (const { mark, words } of questions) {
        this.#words.set(mark.slice(0, CALLED), words);
        this.#whole.set(mark.slice(0, CALLED), mark);
      }
      if (list.isConnected && questions.length) this.draw(this.#now, !section.closest("[hidden]"), within > 0);
    } catch {
      // the next picture asks again
    } finally {
      this.#fetching = false;
    }
  }
}

function folded(text) {
  return text.toLowerCase().replace(/[\s\p{P}]+/gu, " ").trim();
}

function put(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
