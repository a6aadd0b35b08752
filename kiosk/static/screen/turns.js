/** Turns the quiet screen on without a flicker; holds still while somebody touches. */

const FRESH_AFTER = 100;
const HELD_AT_MOST = 25;
const LOOKS = ["lang", "dir", "class"];

let turned = 0;
let held = 0;
let timer;

function quiet() {
  return document.querySelector(".quiet");
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(turn, quiet().dataset.turnS * 1000);
}

/** Somebody goes through it with a keyboard: it must not change under them. */
function isHeld() {
  const isFocused = document.querySelector(".quiet :focus-visible") !== null;
  held = isFocused ? held + 1 : 0;
  return isFocused && held < HELD_AT_MOST;
}

function show(page) {
  for (const name of LOOKS) {
    const wanted = page.documentElement.getAttribute(name) ?? "";
    document.documentElement.setAttribute(name, wanted);
  }
  document.title = page.title;
  quiet().replaceWith(document.adoptNode(page.querySelector(".quiet")));
}

async function turn() {
  wait();
  if (isHeld()) return;
  const { next } = quiet().dataset;
  const asked = quiet();
  try {
    const answer = await fetch(next, { headers: { "X-Refresh": "1" } });
    if (!answer.ok || asked !== quiet()) return;
    // A page that lives for weeks takes up now and then what is new of its own; and it
    // goes along where the hub leads elsewhere, as to its set-up.
    if ((turned += 1) >= FRESH_AFTER || answer.redirected) location.replace(next);
    else show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The hub is away: what it said last stays until it is back.
  }
  wait();
}

document.addEventListener("pointerdown", wait);
wait();
