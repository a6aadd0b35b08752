/** Lets the board's news in without moving what somebody is about to touch. */

import { Hands } from "./hands.js";
import { morphInside } from "./morph.js";
import { News } from "./news.js";
import { Voice } from "./voice.js";

const LOOK_AGAIN_MS = 1_000;
const MOVED_PX = 2;

class Board {
  #board = document.getElementById("board");
  #alerts = document.getElementById("alerts");
  #rail = document.querySelector(".rail");
  #hands = new Hands();
  #voice;
  #above;
  #waiting = null;
  #refused = null;
  #timer = 0;

  constructor() {
    this.#voice = new Voice(this.#board, this.#alerts);
    this.#above = document.createElement("div");
    this.#above.className = "above-rail";
    this.#rail.append(this.#above);
    const { news, tag } = document.getElementById("board-words").dataset;
    this.hub = tag.split("-")[0];
    new News(news, tag, {
      news: (html, fresh) => this.#take(html, fresh),
      answer: () => this.#answered(),
      silence: (failures, ms) => this.#silence(failures, ms),
    });
    this.#showCurrentFilter();
  }

  #take(html, tag) {
    // Another hub has the same address: this page is none of its own.
    if (tag.split("-")[0] !== this.hub) return location.reload();
    const read = document.createElement("template");
    read.innerHTML = html;
    this.#waiting = read.content;
    this.#voice.tell(read.content);
    this.#settle();
  }

  #settle() {
    clearTimeout(this.#timer);
    if (!this.#waiting) return;
    if (!this.#hands.busy) {
      if (this.#mayTry() && this.#apply(this.#hands.near)) return;
      this.#offer();
    }
    this.#timer = setTimeout(() => this.#settle(), LOOK_AGAIN_MS);
  }

  #mayTry() {
    const triedInVain = this.#refused === this.#waiting && this.#hands.near;
    return !triedInVain && !this.#board.contains(document.activeElement);
  }

  /** Whether it was done. `still`: what is in view is not to move. */
  #apply(still) {
    const seen = cardsInView(this.#board);
    const before = [this.#alerts, this.#board].map((each) => each.cloneNode(true));
    this.#show(this.#waiting.cloneNode(true), seen);
    if (still && hasMoved(seen)) {
      morphInside(this.#alerts, before[0]);
      morphInside(this.#board, before[1]);
      this.#hold(seen);
      this.#refused = this.#waiting;
      return false;
    }
    this.#waiting = null;
    this.#above.querySelector(".fresh")?.remove();
    return true;
  }

  #show(read, seen) {
    morphInside(this.#alerts, read.querySelector("#alerts"));
    morphInside(this.#board, read.querySelector("#board"));
    // From its top the board is read from the top: there the new ones are to be seen.
    if (window.scrollY > MOVED_PX) this.#hold(seen);
  }

  /** Keep the first card that was in view, and still is, where it was. */
  #hold(seen) {
    const [card, top] = [...seen].find(([each]) => each.isConnected) ?? [];
    if (card) this.#hands.scrollBy(card.getBoundingClientRect().top - top);
  }

  /** A button to touch, in place of cards that jump. */
  #offer() {
    const count = this.#voice.unseen(this.#waiting);
    const alarm = this.#voice.unseenAlert(this.#waiting);
    const chip = this.#voice.chip(count, alarm);
    const shown = this.#above.querySelector(".fresh");
    if (shown?.textContent === chip.textContent) return;
    chip.addEventListener("click", () => this.#touchedChip());
    if (shown) shown.replaceWith(chip);
    else this.#above.append(chip);
  }

  #touchedChip() {
    const known = new Set(this.#shown().map((each) => each.id));
    this.#apply(false);
    const first = this.#shown().find((each) => !known.has(each.id));
    first?.scrollIntoView({ block: "center" });
  }

  /** Alerts and cards, from the top. */
  #shown() {
    return [...document.querySelectorAll("#alerts > .alert, .cards > li")];
  }

  #answered() {
    this.#above.querySelector(".unreached")?.remove();
    import("./away.js"); // not before: the first load is to be light
  }

  #silence(failures, ms) {
    if (failures < 2) return;
    const note = this.#voice.unreached(ms);
    const shown = this.#above.querySelector(".unreached");
    if (shown) shown.replaceWith(note);
    else {
      this.#above.prepend(note);
      this.#voice.say(note.textContent);
    }
  }

  #showCurrentFilter() {
    const current = this.#board.querySelector(".kind[aria-current]");
    const row = current?.closest(".kinds__row");
    if (!row || row.scrollWidth <= row.clientWidth) return;
    const [there, all] = [current.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollBy({ left: (there.left + there.right - all.left - all.right) / 2 });
  }
}

/** Each card that is in view, with where it stands. */
function cardsInView(board) {
  const places = [...board.querySelectorAll(".cards > li")].map((each) => [
    each,
    each.getBoundingClientRect(),
  ]);
  const inView = places.filter(
    ([, box]) => box.bottom > 0 && box.top < window.innerHeight,
  );
  return new Map(inView.map(([each, box]) => [each, box.top]));
}

function hasMoved(seen) {
  return [...seen].some(
    ([card, top]) =>
      !card.isConnected || Math.abs(card.getBoundingClientRect().top - top) > MOVED_PX,
  );
}

if (document.getElementById("board")) {
  new Board();
  if (document.documentElement.dataset.face === "screen") {
    const { addArrows } = await import("./arrows.js");
    const words = document.getElementById("board-words").content;
    const arrows = words.querySelector("[data-word=arrows]").cloneNode(true);
    addArrows(document.querySelector(".rail"), arrows);
  }
}
