/** Draws the keyboard and shows its states; decides nothing about what a key does. */

import { LANGUAGES } from "./languages.js";

const SIGNS = [
  "1 2 3 4 5 6 7 8 9 0 ⌫",
  "- / : ; ( ) $ & @ \" '",
  "↵ # % + = * ? ! , . ␣",
];
const ACTIONS = { "⇧": "shift", "⌫": "erase", "␣": "space", "↵": "line" };
const REPEATING = ["erase", "left", "right"];
const PICTURES = new URL("keys.svg", import.meta.url);
const STYLE = new URL("keyboard.css", import.meta.url);

function element(name, className, attributes = {}) {
  const made = document.createElement(name);
  made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function picture(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${PICTURES}#${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("key__picture", `key__picture--${name}`);
  svg.append(use);
  return svg;
}

function key(className, ...faces) {
  const made = element("button", `key ${className}`, { type: "button", tabindex: -1 });
  made.append(...faces);
  return made;
}

function actionKey(action, ...faces) {
  const made = key(`key--${action} key--action`, ...faces);
  made.dataset.action = action;
  if (REPEATING.includes(action)) made.dataset.repeats = "";
  return made;
}

function span(className, text) {
  const made = element("span", className);
  made.textContent = text;
  return made;
}

function letterKey(letter, { dir = "ltr", hints = {}, variants = {} }) {
  const made = key("key--letter", span("key__letter", letter));
  const hint = hints[letter] ?? variants[letter]?.split(" ")[0];
  if (hint) made.append(span("key__hint", hint));
  if (hint) made.lastChild.ariaHidden = "true";
  made.firstChild.dir = dir; // a bracket is drawn as it will stand in the text
  made.dataset.letter = letter;
  return made;
}

/** The panel at the lower edge: `show…` for each thing that changes. */
export class Panel {
  #bar;
  #rows = element("div", "keyboard__rows");
  #variants = element("div", "keyboard__variants", { role: "group" });
  #keys;

  constructor(page) {
    const style = element("link", "", { rel: "stylesheet", href: STYLE });
    this.ready = new Promise((resolve) => {
      style.onload = style.onerror = resolve;
    });
    page.head.append(style);
    this.#keys = {
      language: actionKey("language", picture("languages"), span("key__short", "")),
      page: actionKey("page", span("key__short", "")),
      more: actionKey("more", picture("more")),
      left: actionKey("left", picture("left")),
      right: actionKey("right", picture("right")),
      done: actionKey("done", span("key__word", "")),
    };
    const { language, page: paging, more, left, right, done } = this.#keys;
    this.suggestions = element("div", "suggestions", { role: "group" });
    this.#bar = element("div", "keyboard__bar");
    this.#bar.append(language, paging, this.suggestions, more, left, right, done);
    this.element = element("div", "keyboard", { role: "group" });
    this.element.append(this.#bar, this.#rows, this.#variants);
    this.hide();
  }

  hide() {
    this.element.hidden = true;
    this.hideVariants();
    delete document.documentElement.dataset.keyboardOpen;
  }

  show() {
    this.element.hidden = false;
    document.documentElement.dataset.keyboardOpen = "";
  }

  /** A page of a layout: its letters, its signs, or the choice of a language. */
  showPage(language, layout, page) {
    const { words } = layout;
    const lettersNext = page !== "letters";
    this.element.lang = language;
    this.element.ariaLabel = words.keyboard;
    this.suggestions.ariaLabel = words.suggestions;
    this.suggestions.dir = layout.dir ?? "ltr";
    for (const [name, made] of Object.entries(this.#keys)) made.ariaLabel = words[name];
    this.#keys.page.ariaLabel = lettersNext ? words.letters : words.signs;
    const next = lettersNext ? (layout.abc ?? "abc") : "123";
    this.#keys.page.firstChild.textContent = next;
    this.#keys.language.lastChild.textContent = layout.short;
    this.#keys.language.ariaPressed = String(page === "languages");
    this.#keys.done.firstChild.textContent = words.done;
    this.#variants.ariaLabel = words.others;
    this.hideVariants();
    this.showMore(false);
    if (page === "languages") this.#drawLanguages(language);
    else this.#drawRows(language, layout, page);
  }

  #drawRows(language, layout, page) {
    const rows = page === "signs" ? (layout.signs ?? SIGNS) : layout.rows;
    const split = rows.map((row) => row.split(" "));
    const columns = Math.max(...split.map((row) => row.length));
    this.#rows.className = "keyboard__rows";
    this.#rows.replaceChildren(
      ...split.map((tokens) => {
        const row = element("div", "keyboard__row");
        row.append(...tokens.map((token) => this.#key(token, layout)));
        const space = row.querySelector(".key--space");
        const spare = columns - tokens.length;
        if (space) space.style.flexGrow = spare + 1;
        if (space && spare) space.append(span("key__name", LANGUAGES[language]));
        return row;
      }),
    );
  }

  #key(token, layout) {
    const action = ACTIONS[token];
    if (!action) return letterKey(token, layout);
    const made = actionKey(action, picture(action));
    made.ariaLabel = layout.words[action];
    if (action === "shift") made.ariaPressed = "false";
    return made;
  }

  #drawLanguages(current) {
    this.#rows.className = "keyboard__rows keyboard__rows--languages";
    this.#rows.replaceChildren(
      ...Object.entries(LANGUAGES).map(([language, name]) => {
        const made = key("key--language-choice", span("key__word", name));
        made.dataset.language = language;
        made.lang = language;
        made.ariaPressed = String(language === current);
        return made;
      }),
    );
  }

  /** "off", "once" or "lock": each letter in the case in which it would come. */
  showShift(state, inCase) {
    const shift = this.#rows.querySelector(".key--shift");
    if (!shift) return;
    shift.ariaPressed = String(state !== "off");
    shift.classList.toggle("key--locked", state === "lock");
    for (const made of this.#rows.querySelectorAll("[data-letter]")) {
      made.firstChild.textContent = inCase(made.dataset.letter);
    }
  }

  /** Words to choose from; the same ones stay where a finger may be about to touch. */
  showSuggestions(texts) {
    const row = this.suggestions;
    const shown = [...row.children].map((each) => each.textContent);
    if (texts.length === shown.length && texts.every((each, at) => each === shown[at]))
      return;
    row.replaceChildren(
      ...texts.map((text) => {
        const attributes = { type: "button", tabindex: -1, dir: "auto" };
        const made = element("button", "suggestion", attributes);
        made.textContent = text;
        return made;
      }),
    );
    row.scrollLeft = 0;
    this.#keys.more.classList.toggle("key--away", row.scrollWidth <= row.clientWidth);
  }

  /** All suggestions in place of the keys, or the keys again. */
  showMore(all) {
    this.element.classList.toggle("keyboard--more", all);
    this.#keys.more.ariaPressed = String(all);
  }

  toggleMore() {
    this.showMore(!this.element.classList.contains("keyboard--more"));
  }

  showVariants(below, letters) {
    const keys = letters.map((letter) => {
      const made = key("key--variant", span("key__letter", letter));
      made.dataset.variant = letter;
      return made;
    });
    this.#variants.replaceChildren(...keys);
    this.#variants.hidden = false;
    const [from, width] = [below.offsetLeft, this.#variants.offsetWidth];
    const most = this.element.clientWidth - width;
    const wanted = from + below.offsetWidth / 2 - width / 2;
    this.#variants.style.left = `${Math.max(0, Math.min(most, wanted))}px`;
    this.#variants.style.top = `${below.offsetTop - this.#variants.offsetHeight}px`;
  }

  hideVariants() {
    this.#variants.hidden = true;
  }
}
