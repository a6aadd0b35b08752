/** Waits until the hub has begun anew, then goes on: it leads away from here by then. */

const LOOK_EVERY_MS = 1000;

async function hasBegun() {
  try {
    const options = { cache: "no-store", redirect: "manual" };
    return (await fetch(location.href, options)).type === "opaqueredirect";
  } catch {
    return false; // it is between two lives
  }
}

async function look() {
  if (await hasBegun()) location.replace(location.href);
  else setTimeout(look, LOOK_EVERY_MS);
}

if (document.getElementById("beginning")) setTimeout(look, LOOK_EVERY_MS);
