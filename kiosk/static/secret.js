/** Lets who types a secret look at it: without a script it stays as dots. */

const box = document.querySelector("[data-shows-typed]");
const form = box.closest("form");
const fields = form.querySelectorAll("input[type=password]");

function show(isShown) {
  for (const field of fields) field.type = isShown ? "text" : "password";
}

for (const field of fields) {
  field.dataset.secret = ""; // also while it is shown: nothing is offered for it
  field.autocapitalize = "none";
  field.spellcheck = false;
}
box.hidden = false;
box.addEventListener("change", ({ target }) => show(target.checked));
form.addEventListener("submit", () => show(false)); // no browser keeps it as a text
