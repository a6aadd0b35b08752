/**
 * Asks the hub every few seconds whether there is news, and keeps it from being asked
 * too much. What is done with news is not its business.
 */

const EVERY_MS = 6_000;
const HIDDEN_MS = 20_000;
const SILENT_MS = 60_000;
const PATIENCE_MS = 10_000;

/** A quarter more or less, so that a lobby full of phones does not ask at once. */
const jittered = (ms) => ms * (0.75 + Math.random() * 0.5);

export class News {
  #address;
  #tag;
  #on;
  #timer = 0;
  #asking = false;
  #failures = 0;
  #answeredAt = Date.now();

  /**
   * `tag` stands for what the page shows. `on.news(html, tag)` is told what is new,
   * `on.answer()` that the hub answered, `on.silence(failures, ms)` for how long it
   * has not.
   */
  constructor(address, tag, on) {
    this.#address = address;
    this.#tag = `"${tag}"`;
    this.#on = on;
    document.addEventListener("visibilitychange", () => this.#look());
    window.addEventListener("pageshow", (event) => event.persisted && this.#look());
    this.#plan();
  }

  #look() {
    if (document.hidden) this.#plan();
    else this.ask();
  }

  #plan() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ask(), jittered(this.#pause()));
  }

  #pause() {
    const calm = document.hidden ? HIDDEN_MS : EVERY_MS;
    return Math.min(calm * 2 ** this.#failures, Math.max(SILENT_MS, calm));
  }

  /** Ask now. */
  async ask() {
    if (this.#asking) return;
    this.#asking = true;
    clearTimeout(this.#timer);
    try {
      await this.#fetch();
      this.#failures = 0;
      this.#answeredAt = Date.now();
      this.#on.answer();
    } catch {
      this.#failures += 1;
      this.#on.silence(this.#failures, Date.now() - this.#answeredAt);
    }
    this.#asking = false;
    this.#plan();
  }

  async #fetch() {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      const answer = await fetch(this.#address, {
        headers: { "If-None-Match": this.#tag, "X-Refresh": "1" },
        cache: "no-store",
        redirect: "error",
        signal: patience.signal,
      });
      if (answer.status === 304) return;
      const tag = answer.headers.get("ETag");
      if (!answer.ok || !tag) throw new Error(`${answer.status}`);
      const html = await answer.text();
      this.#tag = tag;
      this.#on.news(html, tag.replace(/^W\//, "").replaceAll('"', ""));
    } finally {
      clearTimeout(timer);
    }
  }
}
