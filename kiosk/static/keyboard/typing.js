/** What each key does to the field that has the focus; draws nothing itself. */

import * as edit from "./field.js";
import { languageOf } from "./languages.js";
import { Offers } from "./offers.js";
import { watchKeys, watchRow } from "./touch.js";

const NUMBERS = /^(numeric|decimal|tel|number)$/;
const AFTER_DONE_MS = 200;
const NEXT_SHIFT = { off: "once", once: "lock", lock: "off" };

/** Whether a sentence begins here, or what else the field wants capitals for. */
function wantsCapital(before, wish) {
  if (wish === "characters") return true;
  if (wish === "words") return /(^|\s)$/u.test(before);
  if (wish === "none" || wish === "off") return false;
  return /(^|[.!?…]\s+|\n\s*)$/u.test(before);
}

/** The keyboard at work; `open` and `close` are for whoever watches the focus. */
export class Typing {
  #panel;
  #field = null;
  #chosen = null;
  #language;
  #layout;
  #page = "letters";
  #shift = "off";
  #lists = {};
  #offers = new Offers();
  #offered = [];
  #seen = "";
  #typed = false;
  #last = {};

  constructor(panel) {
    this.#panel = panel;
    watchKeys(panel.element, {
      press: (key) => this.#press(key),
      hold: (key) => this.#hold(key),
      release: (element) => this.#release(element),
    });
    watchRow(panel.suggestions, (index) => this.#take(this.#offered[index]));
  }

  async open(field) {
    if (field === this.#field) return;
    this.#leave();
    this.#field = field;
    this.#lists = {};
    const numbers = NUMBERS.test(field.dataset.inputmode || field.type);
    this.#page = numbers ? "signs" : "letters";
    const language = this.#chosen ?? languageOf(field.closest("[lang]")?.lang ?? "");
    await Promise.all([this.#speak(language), this.#panel.ready]);
    if (field !== this.#field) return;
    this.#panel.show();
    requestAnimationFrame(() => field.scrollIntoView({ block: "nearest" }));
    const lists = await this.#offers.listsFor(field);
    if (field !== this.#field) return;
    this.#lists = lists;
    await this.#tune(this.#language, this.#layout);
    this.#seen = "";
    this.look();
  }

  close() {
    if (!this.#field) return;
    this.#leave();
    this.#field = null;
    this.#panel.hide();
  }

  /** Looks again at the text before the caret: a touch or the page may change it. */
  look() {
    if (!this.#field || !this.#layout) return;
    const before = edit.textBefore(this.#field);
    const seen = JSON.stringify([before, this.#field.value]);
    if (seen === this.#seen) return;
    this.#seen = seen;
    const wanted = wantsCapital(before, this.#field.autocapitalize);
    if (this.#shift !== "lock") this.#shiftTo(wanted ? "once" : "off");
    this.#offered = this.#offers.after(before);
    this.#panel.showSuggestions(this.#offered.map((each) => each.text));
  }

  /** Tells the page what a browser tells it when a field that was typed in is left. */
  #leave() {
    if (this.#typed) this.#field.dispatchEvent(new Event("change", { bubbles: true }));
    this.#typed = false;
    this.#last = {};
  }

  async #speak(language) {
    const { default: layout } = await import(`./layouts/${language}.js`);
    await this.#tune(language, layout);
    this.#language = language;
    this.#layout = layout;
    this.#turnTo(this.#page);
  }

  #tune(language, layout) {
    const { type, dataset } = this.#field ?? {};
    const isSecret = type === "password" || dataset?.secret !== undefined;
    return this.#offers.speak(language, layout, this.#lists, isSecret);
  }

  #turnTo(page) {
    this.#page = page;
    this.#panel.showPage(this.#language, this.#layout, page);
    this.#shift = "off";
    this.#seen = "";
    this.look();
  }

  #shiftTo(state) {
    const hasShift = this.#layout.rows.at(-1).startsWith("⇧");
    this.#shift = hasShift ? state : "off";
    this.#panel.showShift(this.#shift, (letter) => this.#inCase(letter));
  }

  #inCase(letter) {
    return this.#shift === "off" ? letter : letter.toLocaleUpperCase(this.#language);
  }

  #press(key) {
    if (!this.#field) return;
    const { action, letter, language, variant } = key.dataset;
    if (variant) {
      this.#vary(variant);
      return;
    }
    this.#panel.hideVariants();
    if (language) this.#choose(language);
    else if (letter) this.#write(letter, key);
    else this.#act(action);
    this.look();
  }

  #choose(language) {
    this.#chosen = language;
    this.#page = "letters";
    this.#speak(language);
  }

  #act(action) {
    const toggled = (page) => (this.#page === page ? "letters" : page);
    const acts = {
      shift: () => this.#shiftTo(NEXT_SHIFT[this.#shift]),
      erase: () => this.#edit(() => edit.erase(this.#field)),
      space: () => this.#space(),
      line: () => this.#line(),
      left: () => edit.moveCaret(this.#field, -1),
      right: () => edit.moveCaret(this.#field, 1),
      page: () => this.#turnTo(this.#page === "letters" ? "signs" : "letters"),
      language: () => this.#turnTo(toggled("languages")),
      more: () => this.#panel.toggleMore(),
      done: () => this.#done(),
    };
    acts[action]();
  }

  #edit(change) {
    const { value } = this.#field;
    change();
    this.#typed ||= value !== this.#field.value;
  }

  #put(text, taken = 0) {
    const [start, end] = edit.selection(this.#field);
    this.#edit(() => edit.put(this.#field, text, [start - taken, end]));
  }

  #write(letter, key) {
    const others = this.#layout.variants[letter] ?? "";
    const before = edit.textBefore(this.#field);
    this.#last = { key, others: this.#inCase(others), was: edit.snapshot(this.#field) };
    const { taken, text } = this.#offers.write(before, this.#inCase(letter));
    this.#put(text, taken);
  }

  #space() {
    const [first] = this.#offers.spelt(edit.textBefore(this.#field));
    if (first) this.#take(first);
    else this.#put(" ");
  }

  #line() {
    if (this.#field.localName === "textarea") this.#put("\n");
    else this.#done();
  }

  /** The panel stays a moment: a finger that trembles must not touch what is below. */
  #done() {
    const field = this.#field;
    this.#leave();
    this.#field = null;
    field.blur();
    setTimeout(() => this.#field || this.#panel.hide(), AFTER_DONE_MS);
  }

  /** An offer goes in whole or not at all: half a word would say something else. */
  #take({ text, from, to, space = "" }) {
    const field = this.#field;
    const room = edit.room(field, to - from);
    if (text.length > room) return;
    const apart = /^\s/.test(field.value.slice(to)) || text.length === room;
    this.#edit(() => edit.put(field, apart ? text : text + space, [from, to]));
    this.#offers.chose({ text, from });
    this.#panel.showMore(false);
    this.look();
  }

  /** Other letters of a key that is held, in place of the one it has typed. */
  #hold(key) {
    if (key.dataset.action === "shift") this.#shiftTo("lock");
    const { key: last, others } = this.#last;
    if (key === last && others) this.#panel.showVariants(key, others.split(" "));
  }

  #release(element) {
    const variant = element?.closest(".key--variant");
    if (variant) this.#vary(variant.dataset.variant);
  }

  #vary(variant) {
    this.#panel.hideVariants();
    edit.restore(this.#field, this.#last.was);
    this.#put(variant);
    this.look();
  }
}
