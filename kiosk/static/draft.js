/**
 * Keeps what is typed on a phone until the hub has it: a walk out of the hotspot's
 * reach must not cost anybody their words. Only for a person's own device, which
 * forgets them on the page that says that they are posted.
 */

import { canSendLater, isHubThere } from "./away.js";

/** What is typed; a number that is touched up and down, the hub counts. */
const TYPED = "textarea, input[type=text]:not([data-keyboard=off])";

const PREFIX = "draft:";

function nameOf(form, field) {
  return `${PREFIX}${new URL(form.action).pathname}:${field.name}`;
}

/** What was typed and never arrived stands there again. */
function restore(form, fields) {
  for (const field of fields) {
    const kept = sessionStorage.getItem(nameOf(form, field));
    if (kept && !field.value) field.value = kept;
    field.addEventListener("input", () => {
      sessionStorage.setItem(nameOf(form, field), field.value);
    });
  }
}

/** The hub has it: who holds this phone next finds nothing. */
function forget() {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
}

/** Asks whether the hub is there before the page is given up for its answer. */
function guard(form, unreachable) {
  let asking = false;
  let certain = false;
  form.addEventListener("submit", async (event) => {
    if (certain) {
      certain = false;
      event.stopPropagation(); // to ask once is enough
      return;
    }
    event.preventDefault();
    if (asking) return; // a second tap
    asking = true;
    asking = certain = await isHubThere();
    unreachable.hidden = certain;
    if (certain) form.requestSubmit(event.submitter);
    else unreachable.scrollIntoView({ block: "center" });
  });
  // Back from the next page: what is on it may be sent once more.
  addEventListener("pageshow", () => (asking = false));
}

const form = document.getElementById("step");
const unreachable = document.querySelector("[data-unreachable]");
if (form && unreachable) {
  restore(form, form.querySelectorAll(TYPED));
  if (canSendLater) guard(form, unreachable);
} else if (!form) {
  forget();
}
