/**
 * Asks whether the hub is there before a page is given up for its answer. Where it is
 * not, the page stays with all that is typed on it, says so, and goes on by itself.
 */

const PATIENCE_MS = 4000;
const AGAIN_MS = 2000;

const note = document.querySelector("[data-away]");
let wanted = null;
let isGoing = false;

/** A browser that is too old for that sends forms as browsers always did. */
export const canSendLater =
  typeof SubmitEvent === "function" &&
  "submitter" in SubmitEvent.prototype &&
  "requestSubmit" in HTMLFormElement.prototype;

/** Well, or with a page for why it is not. */
export async function isHubThere() {
  try {
    const signal = AbortSignal.timeout?.(PATIENCE_MS);
    const { ok, status } = await fetch("/healthz", { cache: "no-store", signal });
    return ok || status === 503;
  } catch {
    return false;
  }
}

/** As soon as the hub is there; of several touches the last one counts. */
async function whenThere(go) {
  const isAsking = wanted !== null;
  wanted = go;
  if (isAsking) return;
  while (!(await isHubThere())) {
    note.hidden = false;
    await new Promise((later) => setTimeout(later, AGAIN_MS));
  }
  note.hidden = true;
  go = wanted;
  wanted = null;
  if (note.isConnected) go(); // else the page has been emptied meanwhile
}

/** What leads within the page does not leave it. */
function leaves(link) {
  const here = location.origin + location.pathname + location.search;
  return link.origin === location.origin && !(link.hash && link.href === here + link.hash);
}

function touchedLink(event) {
  const link = event.target.closest("a[href]");
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (event.defaultPrevented || !link || !isPlain || !leaves(link)) return;
  event.preventDefault();
  whenThere(() => location.assign(link.href));
}

function sentForm(event) {
  if (event.defaultPrevented || isGoing) return;
  const { target: form, submitter } = event;
  event.preventDefault();
  whenThere(() => {
    if (!form.isConnected) return;
    isGoing = true;
    form.requestSubmit(submitter?.form === form ? submitter : null);
    isGoing = false;
  });
}

if (note && canSendLater) {
  document.addEventListener("click", touchedLink);
  document.addEventListener("submit", sentForm);
}
