/**
 * Says in the page's language what came to the board: on buttons, and to those who
 * listen. It says no more than once in a while; an alert it says at once.
 */

const QUIET_MS = 30_000;

export class Voice {
  #board;
  #alerts;
  #words = document.getElementById("board-words").content;
  #said = document.getElementById("board-said");
  #alarm = document.getElementById("board-alarm");
  #known;
  #untold = { needs: 0, offers: 0 };
  #toldAt = -Infinity;
  #timer = 0;

  constructor(board, alerts) {
    this.#board = board;
    this.#alerts = alerts;
    this.#known = new Set([...idsOf(alerts, ".alert"), ...idsOf(board, ".cards > li")]);
  }

  /** Tell those who listen what is new in the news. */
  tell(news) {
    for (const name of ["needs", "offers"]) {
      const cards = idsOf(news, `.column--${name.slice(0, -1)} .cards > li`);
      this.#untold[name] += this.#newOf(cards);
    }
    const alerts = [...news.querySelectorAll(".alert")];
    const fresh = alerts.filter((each) => this.#newOf([each.id]));
    if (fresh.length) this.#alarm.textContent = fresh.map(wordsOf).join(" ");
    this.#tellSoon();
  }

  #newOf(ids) {
    const fresh = ids.filter((each) => !this.#known.has(each));
    for (const each of fresh) this.#known.add(each);
    return fresh.length;
  }

  #tellSoon() {
    clearTimeout(this.#timer);
    const lines = Object.entries(this.#untold).filter(([, count]) => count > 0);
    if (!lines.length) return;
    const wait = this.#toldAt + QUIET_MS - performance.now();
    if (wait > 0) {
      this.#timer = setTimeout(() => this.#tellSoon(), wait);
      return;
    }
    this.say(lines.map(([name, count]) => this.#line(name, { count })).join(" "));
    this.#untold = { needs: 0, offers: 0 };
    this.#toldAt = performance.now();
  }

  /** Say it to those who listen, also where it was said before. */
  say(text) {
    this.#said.textContent = "";
    setTimeout(() => (this.#said.textContent = text), 100);
  }

  /** How many posts of the news are not on the page yet. */
  unseen(news) {
    const shown = new Set(idsOf(this.#board, ".cards > li"));
    return idsOf(news, ".cards > li").filter((each) => !shown.has(each)).length;
  }

  /** The words of an alert that is not on the page yet. */
  unseenAlert(news) {
    const shown = new Set(idsOf(this.#alerts, ".alert"));
    const fresh = [...news.querySelectorAll(".alert")].find((each) => !shown.has(each.id));
    return fresh ? wordsOf(fresh) : "";
  }

  /** The button that lets them in. */
  chip(count, alarm) {
    const chip = this.#element("fresh", { count: count || "" });
    if (alarm) {
      chip.classList.add("fresh--alert");
      const words = chip.querySelector("span");
      words.textContent = alarm;
      words.dir = "auto";
      chip.querySelector("use").setAttribute("href", this.#alertPicture(chip));
    }
    return chip;
  }

  #alertPicture(chip) {
    return chip.querySelector("use").getAttribute("href").replace(/#.*/, "#alert");
  }

  /** What to say of a board that is `ms` old. */
  unreached(ms) {
    const ages = [...this.#words.querySelectorAll("[data-word=age]")];
    const fitting = ages.filter((each) => Number(each.dataset.from) * 1000 <= ms);
    return this.#element("unreached", { age: (fitting.pop() ?? ages[0]).textContent });
  }

  #element(name, parts) {
    const element = this.#words.querySelector(`[data-word=${name}]`).cloneNode(true);
    const words = element.querySelector("span");
    words.textContent = filled(words.textContent, parts);
    return element;
  }

  #line(name, parts) {
    return filled(this.#words.querySelector(`[data-word=${name}]`).textContent, parts);
  }
}

function idsOf(part, selector) {
  return [...part.querySelectorAll(selector)].map((each) => each.id);
}

function wordsOf(alert) {
  return alert.querySelector(".alert__words").textContent;
}

function filled(text, parts) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole);
}
