/**
 * Turns one piece of a page into another and keeps the elements that stay: an element
 * with an id is found again by it wherever it stands, others by their place. Knows
 * nothing of the board.
 */

/** Make what is in `now` look as what is in `then`; `then` is used up. */
export function morphInside(now, then) {
  const known = new Map();
  for (const each of now.children) if (each.id) known.set(each.id, each);
  let at = now.firstChild;
  for (const wanted of [...then.childNodes]) {
    const kept = wanted.id ? known.get(wanted.id) : alike(at, wanted) ? at : null;
    if (!kept) {
      now.insertBefore(wanted, at);
      continue;
    }
    if (kept === at) at = at.nextSibling;
    else now.insertBefore(kept, at);
    morph(kept, wanted);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

function alike(now, wanted) {
  return now && !now.id && now.nodeName === wanted.nodeName;
}

/** What somebody opened stays so. */
function isOpened(now, name) {
  return now.nodeName === "DETAILS" && name === "open";
}

function morph(now, then) {
  if (now.nodeType !== Node.ELEMENT_NODE) {
    if (now.data !== then.data) now.data = then.data;
    return;
  }
  if (now.isEqualNode(then)) return;
  if (now.nodeName !== then.nodeName) {
    now.replaceWith(then);
    return;
  }
  for (const { name } of [...now.attributes])
    if (!then.hasAttribute(name) && !isOpened(now, name)) now.removeAttribute(name);
  for (const { name, value } of then.attributes)
    if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  morphInside(now, then);
}
