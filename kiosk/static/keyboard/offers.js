/** What is offered above the keys: what is being spelt, or words of the page's. */

import { complete, prepare } from "./suggestions.js";

const PLAIN = {
  write: (before, key) => ({ taken: 0, text: key }),
  offers: () => [],
  chose: () => {},
};

/** The lists at an address; none are no harm. */
async function listsAt(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}

/** The way of writing of a language, and what may complete it in this field. */
export class Offers {
  #known = new Map();
  #prepared = [];
  #method = PLAIN;
  #isSpaced = true;

  /** What the page has for a field, by language. */
  async listsFor(field) {
    const address = field.closest("[data-suggestions]")?.dataset.suggestions;
    if (address && !this.#known.has(address)) {
      this.#known.set(address, await listsAt(address));
    }
    return this.#known.get(address) ?? {};
  }

  /** A secret goes in letter by letter: nobody sees what else would become of it. */
  async speak(language, layout, lists, isSecret) {
    const listed = isSecret ? [] : (lists[language] ?? []);
    const method = isSecret ? null : layout.method;
    const way = method ? await import(`./${method}.js`) : null;
    this.#method = way ? way.method(listed) : PLAIN;
    this.#prepared = prepare(listed);
    this.#isSpaced = layout.spaced ?? true;
  }

  /** What a letter makes of the text before it: so many `taken`, and `text`. */
  write(before, letter) {
    return this.#method.write(before, letter);
  }

  /** Characters for what is being spelt: a space takes the first. */
  spelt(before) {
    return this.#method.offers(before);
  }

  after(before) {
    const spelt = this.spelt(before);
    if (spelt.length) return spelt;
    return complete(before, this.#prepared).map(({ text, taken }) => ({
      text,
      from: before.length - taken,
      to: before.length,
      space: this.#isSpaced ? " " : "",
    }));
  }

  chose(offer) {
    this.#method.chose(offer);
  }
}
