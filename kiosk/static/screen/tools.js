/** Changes how the screen looks without leaving a page that somebody is typing on. */

const CHANGED = ["class", "data-lowered"];

function take(from, to) {
  for (const name of CHANGED) {
    if (from.hasAttribute(name)) to.setAttribute(name, from.getAttribute(name));
    else to.removeAttribute(name);
  }
}

async function turn(tools, button) {
  const body = new URLSearchParams(new FormData(tools, button));
  const address = button.getAttribute("formaction") ?? tools.action;
  const answer = await fetch(address, { method: "POST", body });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const made = page.querySelector(".tools");
  take(page.documentElement, document.documentElement);
  tools.replaceChildren(...made.children);
  tools.querySelector(`[name=${button.name}]`).focus();
}

/** The hub answers with the page as it is then; only its looks are taken from there. */
export function watchTools(tools) {
  tools.addEventListener("submit", (event) => {
    event.preventDefault();
    turn(tools, event.submitter).catch(() => {}); // another touch tries again
  });
}
