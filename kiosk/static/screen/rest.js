/** Asks whether somebody is still there, and has the hub forget them when nobody is. */

import { Presence } from "./presence.js";

const FIELDS = "textarea, input:not([type=hidden], [type=radio], [type=checkbox])";
const READING = "[data-aloud][aria-pressed=true]";
const RETRY_MS = 5000;

function isTyping(field) {
  return field.value !== "" || field === document.activeElement;
}

/** The question as a dialog over the page; what it needs to know is in its `data-`. */
export class Rest {
  #dialog;
  #form;
  #times;
  #presence;
  #isOver = false;

  constructor(dialog) {
    const times = dialog.dataset;
    this.#dialog = dialog;
    this.#form = dialog.querySelector("form");
    this.#times = times;
    this.#presence = new Presence(times.here, times.touchEveryS * 1000);
  }

  watch() {
    this.#presence.watch();
    // The dialog is all there is to touch, and any touch says that somebody is here.
    this.#dialog.addEventListener("click", () => this.#dialog.close());
    setInterval(() => this.#look(), 1000);
  }

  #look() {
    if (this.#isOver) return;
    if (document.querySelector(READING)) this.#presence.see(); // somebody listens
    const silentS = this.#presence.silentMs() / 1000;
    if (!this.#dialog.open) {
      if (silentS >= this.#quietS()) this.#ask();
      return;
    }
    const leftS = Math.ceil(this.#times.askingS - silentS);
    this.#dialog.querySelector(".rest__seconds").textContent = Math.max(0, leftS);
    if (leftS <= 0) this.#forget();
  }

  #quietS() {
    const typing = [...document.querySelectorAll(FIELDS)].some(isTyping);
    return typing ? this.#times.typingQuietS : this.#times.quietS;
  }

  #ask() {
    this.#presence.begin();
    this.#dialog.querySelector(".rest__seconds").textContent = this.#times.askingS;
    this.#dialog.showModal();
  }

  /** At once for who looks at the screen; for the hub as soon as it can be reached. */
  async #forget() {
    this.#isOver = true;
    const key = new URLSearchParams(new FormData(this.#form));
    for (const field of document.querySelectorAll(FIELDS)) field.value = "";
    document.body.replaceChildren();
    location.replace(await this.#told(key));
  }

  /** Where to go once the hub has heard it. */
  async #told(key) {
    try {
      const options = { method: "POST", body: key, redirect: "manual" };
      const { type } = await fetch(this.#form.action, options);
      const { quiet, rest } = this.#times;
      return type === "opaqueredirect" ? quiet : rest;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      return this.#told(key);
    }
  }
}
