/**
 * While words are written on a post's page, the rail's way on is that of their own form:
 * what closes a post must not be the one button beside the keys. And all of them come
 * along where another language is touched.
 */

const FIELDS = "main textarea, main input[type=text]";

/** A touch that leaves a field has become a click by then: nothing moves under it. */
const LINGER_MS = 400;

const rail = document.querySelector(".rail");
let last = null;

function fields() {
  return [...document.querySelectorAll(FIELDS)].filter((each) => each.checkVisibility());
}

/** `data-stands`: what is in it before anybody writes. */
function isWritten(field) {
  return field.value.trim() !== (field.dataset.stands ?? "").trim();
}

/** The field with the focus, else the last one that has words still to be sent. */
function current() {
  const there = fields();
  const focused = there.find((each) => each === document.activeElement);
  const written = there.filter(isWritten);
  return focused ?? written.find((each) => each === last) ?? written[0] ?? null;
}

function wayOnOf(main) {
  const made = main.cloneNode(true);
  made.className = "button button--lamp button--wide rail__own";
  made.setAttribute("form", main.form.id);
  return made;
}

function look() {
  const field = current();
  if (field === last && field) return;
  last = field;
  rail.querySelector(".rail__own")?.remove();
  const main = field?.form.querySelector("[data-main]");
  if (main) rail.firstElementChild.after(wayOnOf(main));
  rail.toggleAttribute("data-writing", Boolean(main));
}

/** The words of the other forms, in the one that goes to the hub. */
function takeAlong(form) {
  for (const field of fields()) {
    if (field.form === form || form.elements.namedItem(field.name)) continue;
    const carried = document.createElement("input");
    Object.assign(carried, { type: "hidden", name: field.name, value: field.value });
    form.append(carried);
  }
}

document.addEventListener("focusin", ({ target }) => target.matches?.(FIELDS) && look());
document.addEventListener("focusout", () => setTimeout(look, LINGER_MS));
document.addEventListener("submit", ({ target, submitter }) => {
  if (submitter?.name === "language") takeAlong(target);
});
look();
