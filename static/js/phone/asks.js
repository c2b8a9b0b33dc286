/**
 * Questions beside everything: a door below each scene, in it a field and what others ask. `#asks`, which counts fill, says
 * about what they are, what may be done, and how many ask what; the words are fetched once somebody looks.
 */
import { announce } from "../said.js";
import { Others } from "./others.js";
import { note } from "./notes.js";
import { say } from "./words.js";

const LOST = { "too-many": "question-many", closed: "question-late" };
const DRAFT = "asks";
const line = document.getElementById("asks");
const door = document.getElementById("asks-door");
const form = document.getElementById("asks-form");
const field = document.getElementById("asks-text");
const left = document.getElementById("asks-left");
const button = document.getElementById("asks-send");

/** `actions` sends what is done, `drafts` keeps what is half written, `isLinked()` says whether it goes out at once. */
export class Asks {
  #actions;
  #drafts;
  #isLinked;
  #others;
  #here = false;
  #place = "";

  constructor({ actions, drafts, store, isLinked }) {
    this.#actions = actions;
    this.#drafts = drafts;
    this.#isLinked = isLinked;
    this.#others = new Others({ store, pending: (mark) => this.#pending(mark), onTap: (mark, too, people) => this.#vote(mark, too, people) });
    field.value = drafts.get(DRAFT) ?? "";
    field.addEventListener("input", () => this.#written());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask();
    });
    door.addEventListener("toggle", () => this.draw());
    this.#count();
  }

  /** What the server says that this person did. */
  know(mine) {
    if (mine) this.#others.know(mine);
  }

  /** Shows what may be done now. */
  draw() {
    const { activity, blank, phase } = document.getElementById("scene").dataset;
    const [place, may, told] = line.textContent.trim().split("|");
    const here = place !== "" && place.slice(0, place.lastIndexOf(".")) === activity;
    this.#place = place;
    door.hidden = !may || blank !== undefined || phase === "ended";
    document.body.toggleAttribute("data-asks-here", here);
    if (here) door.open = true;
    else if (this.#here) door.open = false;
    this.#here = here;
    const takes = (may ?? "").split(" ").includes("ask");
    form.hidden = !takes;
    document.getElementById("asks-full").hidden = takes;
    this.#others.draw((told ?? "").split(" ").filter(Boolean).map(read), !door.hidden && door.open, here);
  }

  /** An action is stored. */
  done(entry) {
    if (entry.what === "too") this.#others.did(entry.value.question, entry.value.too);
    if (entry.what === "ask") note("question-sent");
    this.draw();
  }

  /** An action is refused for good. Words are never thrown away. */
  lost({ code }, entry) {
    if (entry?.what !== "ask") return note("not-done");
    if (field.value.trim() === "") field.value = entry.value;
    this.#written();
    note(LOST[code] ?? "question-none");
    this.draw();
  }

  #ask() {
    const text = field.value.trim();
    if (text === "") return;
    field.value = "";
    this.#written();
    this.#others.asked(text);
    this.#give("ask", text);
    if (!this.#isLinked()) note("question-kept");
  }

  #vote(mark, too, people) {
    this.#give("too", { question: mark, too });
    announce(`${people === null ? "" : say("asked-by", { n: people })} ${too ? say("said-too") : ""}`.trim());
    this.draw();
  }

  #give(what, value) {
    const dot = this.#place.lastIndexOf(".");
    this.#actions.give({ activity: this.#place.slice(0, dot), round: Number(this.#place.slice(dot + 1)), what, value });
  }

  /** What is on its way about a question: true, false, or null where nothing is. */
  #pending(mark) {
    const last = this.#actions.waiting().findLast?.(({ what, value }) => what === "too" && value.question === mark);
    return last ? last.value.too : null;
  }

  #written() {
    this.#drafts.set(DRAFT, field.value);
    this.#count();
  }

  #count() {
    button.disabled = field.value.trim() === "";
    left.textContent = left.dataset.words.replace("{n}", field.value.length).replace("{all}", field.maxLength);
  }
}

/** "*mark:12": the one on the screen, which twelve ask. */
function read(each) {
  const [mark, people] = each.replace("*", "").split(":");
  return { mark, people: people === "" ? null : Number(people), up: each.startsWith("*") };
}
