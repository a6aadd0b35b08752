/** Knows how long nobody has touched the page, and tells the hub of touches. */

const SIGNS = ["pointerdown", "pointerup", "keydown", "input", "wheel"];

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
      document.addEventListener(sign, () => this.see(), { capture: true });
    }
    // A finger that scrolls is taken from the page, but not its scrolling.
    document.addEventListener("scroll", () => this.see(), { passive: true });
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
