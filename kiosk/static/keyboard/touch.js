/** Turns touches into presses of keys, however wet the finger; knows no letters. */

const HOLD_MS = 450;
const REPEAT_MS = 90;
const BOUNCE_MS = 60;

/** Tells a second touch from a drop of water or a trembling finger. */
export class Bounces {
  #lasts = new WeakMap();

  /** Whether `key`, touched at `at`, was only just touched or let go. */
  isBounce(key, at) {
    return at - (this.#lasts.get(key) ?? -Infinity) < BOUNCE_MS;
  }

  note(key, at) {
    this.#lasts.set(key, at);
  }
}

/** The fingers that are on keys just now. */
class Presses {
  #on;
  #bounces = new Bounces();
  #held = new Map();

  constructor(on) {
    this.#on = on;
  }

  down(event) {
    event.preventDefault(); // the focus stays in the field
    const key = event.target.closest(".key");
    if (!key || event.button > 0) return;
    const bounced = this.#bounces.isBounce(key, event.timeStamp);
    this.#bounces.note(key, event.timeStamp);
    if (bounced || [...this.#held.values()].some((each) => each.key === key)) return;
    const each = { key };
    each.timer = setTimeout(() => this.#stay(each), HOLD_MS);
    this.#held.set(event.pointerId, each);
    key.classList.add("key--down");
    this.#on.press(key);
  }

  #stay(each) {
    if (!("repeats" in each.key.dataset)) {
      this.#on.hold(each.key);
      return;
    }
    this.#on.press(each.key);
    each.timer = setTimeout(() => this.#stay(each), REPEAT_MS);
  }

  up(event) {
    const each = this.#held.get(event.pointerId);
    if (!each) return;
    clearTimeout(each.timer);
    this.#held.delete(event.pointerId);
    this.#bounces.note(each.key, event.timeStamp);
    each.key.classList.remove("key--down");
    if (event.type === "pointercancel") return;
    this.#on.release(document.elementFromPoint(event.clientX, event.clientY));
  }
}

/**
 * Watches the `.key`s under `root`. `on.press(key)` comes at once with the touch, and
 * again and again while a key with `data-repeats` is held; for others that are held
 * `on.hold(key)` comes once. `on.release(element)` says where the finger left.
 */
export function watchKeys(root, on) {
  const presses = new Presses(on);
  root.addEventListener("pointerdown", (event) => presses.down(event));
  root.addEventListener("pointerup", (event) => presses.up(event));
  root.addEventListener("pointercancel", (event) => presses.up(event));
  root.addEventListener("contextmenu", (event) => event.preventDefault());
  // No click follows: it would land on what lies where a key has made way.
  root.addEventListener("touchend", (event) => {
    if (event.cancelable && event.target.closest(".key")) event.preventDefault();
  });
  // A screen reader's or a switch's press is a click without any touch.
  root.addEventListener("click", (event) => {
    const key = event.target.closest(".key");
    if (key && event.detail === 0) on.press(key);
  });
}

/** Watches buttons in a row that a finger pushes sideways: `on(index)` when one is
 * touched and let go where it was.
 */
export function watchRow(row, on) {
  const bounces = new Bounces();
  row.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const bounced = bounces.isBounce(row, event.timeStamp);
    bounces.note(row, event.timeStamp);
    if (button && !bounced) on([...row.children].indexOf(button));
  });
}
