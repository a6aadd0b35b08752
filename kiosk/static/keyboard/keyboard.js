/**
 * The keyboard of the lobby's screen, where the system's own hides behind the browser.
 *
 * A page of the touchscreen's face takes it with
 *   <script type="module" src="…/keyboard/keyboard.js"></script>
 * It opens for a text field that has the focus, or from the start for one with
 * `data-keyboard`; `data-keyboard="off"` keeps it away. `data-suggestions` on a field
 * or around it is the address of JSON, {"en": ["water", "Water for 4"]}, the most
 * frequent first. Where `<html data-face="screen">` is missing, nothing happens.
 */

import { Panel } from "./panel.js";
import { Typing } from "./typing.js";

const TYPES = ["text", "search", "tel", "url", "email", "password", "number"];
const FIELDS = ["textarea", "input:not([type])"]
  .concat(TYPES.map((type) => `input[type=${type}]`))
  .join();

function fieldAt(element) {
  if (!(element instanceof Element)) return null;
  const field = (element.closest("label")?.control ?? element).closest(FIELDS);
  if (!field || field.disabled || field.readOnly) return null;
  return field.dataset.keyboard === "off" ? null : field;
}

/** Keeps a system's keyboard from opening beside ours. */
function claim(field) {
  if (field.inputMode === "none") return;
  field.dataset.inputmode = field.inputMode;
  field.inputMode = "none";
}

/**
 * Opens and closes with the focus. Closing moves the page, so it waits until a touch
 * has become a click: what the finger aimed at must not slip away under it. A finger
 * that scrolls closes nothing.
 */
function watchFocus(panel, typing) {
  let touching = false;
  const settle = () => (touching = false);
  // Not `contains`: what was touched may have made way for something else by now.
  const isOurs = (event) => event.composedPath().includes(panel.element);
  const attend = (event) => {
    const field = fieldAt(event.target);
    if (field) open(field, typing);
    else if (!isOurs(event) && !touching) typing.close();
  };

  document.addEventListener("pointerdown", (event) => {
    const field = fieldAt(event.target);
    if (field) claim(field);
    touching = !isOurs(event);
  });
  for (const kind of ["click", "pointercancel", "keydown"]) {
    document.addEventListener(kind, settle);
  }
  document.addEventListener("focusin", attend);
  document.addEventListener("click", attend);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && typing.close());
  document.addEventListener("selectionchange", () => typing.look());
}

function open(field, typing) {
  claim(field);
  typing.open(field);
}

/** For the field that has the focus already, or that asks for it. */
function openAtOnce(typing) {
  const asking = document.querySelector("[data-keyboard]:not([data-keyboard=off])");
  const field = fieldAt(document.activeElement) ?? fieldAt(asking);
  if (!field) return;
  field.focus();
  open(field, typing);
}

function start() {
  const panel = new Panel(document);
  const typing = new Typing(panel);
  document.body.append(panel.element);
  for (const field of document.querySelectorAll(FIELDS)) {
    if (fieldAt(field)) claim(field);
  }
  watchFocus(panel, typing);
  openAtOnce(typing);
}

if (document.documentElement.dataset.face === "screen") start();
