/**
 * Knows when somebody last touched, scrolled or typed, so that nothing moves under a
 * finger.
 */

const STILL_MS = 3_000;
const LATELY_MS = 20_000;

/** No finger rests on the glass for so long without a move: it left unseen. */
const LOST_MS = 30_000;

export class Hands {
  #at = performance.now();
  #down = false;
  #ownScroll = NaN;

  constructor() {
    const quiet = { capture: true, passive: true };
    const listen = (name, act) => window.addEventListener(name, act, quiet);
    listen("pointerdown", () => this.#touched(true));
    listen("touchstart", () => this.#touched(true));
    listen("pointerup", (event) => this.#touched(event.buttons > 0));
    // A finger that begins to scroll ends as a pointer, and is still on the glass.
    listen("pointercancel", (event) => this.#touched(event.pointerType === "touch"));
    for (const name of ["touchend", "touchcancel"])
      listen(name, (event) => this.#touched(event.touches.length > 0));
    for (const name of ["wheel", "keydown"]) listen(name, () => this.#touched(this.#down));
    listen("scroll", () => {
      if (Math.abs(window.scrollY - this.#ownScroll) > 1) this.#touched(this.#down);
      this.#ownScroll = NaN;
    });
  }

  #touched(down) {
    this.#at = performance.now();
    this.#down = down;
  }

  /** Whether a finger is on the glass, or was a moment ago. */
  get busy() {
    return this.#isWithin(this.#down ? LOST_MS : STILL_MS);
  }

  /** Whether somebody stands here and looks. */
  get near() {
    return this.#isWithin(this.#down ? LOST_MS : LATELY_MS);
  }

  #isWithin(ms) {
    return performance.now() - this.#at < ms;
  }

  /** Scroll without taking it for somebody's wish. */
  scrollBy(pixels) {
    if (Math.abs(pixels) < 1) return;
    window.scrollBy({ top: pixels, behavior: "instant" });
    this.#ownScroll = window.scrollY;
  }
}
