/**
 * Reads a page aloud: a button with `data-aloud`, the address of a sound, plays it; a
 * second touch stops it, and so does leaving the page. While it plays, the button is
 * pressed.
 */

class Reader {
  #audio = new Audio();
  #button = null;

  constructor() {
    this.#audio.addEventListener("ended", () => this.stop());
    this.#audio.addEventListener("error", () => this.#apologise());
  }

  touch(button) {
    const isStopped = button === this.#button;
    this.stop();
    if (!isStopped) this.#start(button);
  }

  stop() {
    this.#audio.pause();
    this.#button?.setAttribute("aria-pressed", "false");
    this.#button = null;
  }

  #start(button) {
    this.#button = button;
    button.setAttribute("aria-pressed", "true");
    this.#say(button, "");
    this.#audio.src = button.dataset.aloud;
    this.#audio.play().catch(() => {}); // stopped before it began, or see "error"
  }

  #apologise() {
    const button = this.#button;
    this.stop();
    if (button) this.#say(button, button.nextElementSibling.dataset.words);
  }

  #say(button, words) {
    button.nextElementSibling.textContent = words;
  }
}

const reader = new Reader();

// On the document: a page that brings itself up to date may replace the button.
document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-aloud]") : null;
  if (button) reader.touch(button);
});
window.addEventListener("pagehide", () => reader.stop());
