/** Knows how long nobody has touched the page, and tells the hub of touches. */

// A finger that scrolls is no pointer any more, but it still moves. Scrolling itself is
// no sign: the page does that too, for a field that it brings into sight.
const SIGNS = ["pointerdown", "pointerup", "touchmove", "keydown", "input", "wheel"];

/** Somebody before the screen; `address` hears of them, not too often. */
export class Presence {
  #address;
  #tellEveryMs;
  #seenAt = performance.now();
  #toldAt = performance.now();

  constructor(address, tellEveryMs) {
    this.#address = address;
    this.#tellEveryMs = tellEveryMs;
  }

  watch() {
    for (const sign of SIGNS) {
      document.addEventListener(sign, () => this.see(), { capture: true, passive: true });
    }
  }

  /** For so long nobody did anything. */
  silentMs() {
    return performance.now() - this.#seenAt;
  }

  /** Counts from now. */
  begin() {
    this.#seenAt = performance.now();
  }

  /** Somebody is there. */
  see() {
    this.begin();
    if (this.#seenAt - this.#toldAt < this.#tellEveryMs) return;
    this.#toldAt = this.#seenAt;
    fetch(this.#address, { method: "POST" }).catch(() => {}); // it hears of the next
  }
}
