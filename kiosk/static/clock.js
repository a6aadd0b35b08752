/** Tells the hub once a visit what time it is: it may have no clock to go by. */

const TOLD = "porchlight-time-told";

async function tell() {
  const answer = await fetch("/clock-hint", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ now_ms: Date.now() }),
  });
  if (answer.ok) sessionStorage.setItem(TOLD, "yes");
}

try {
  if (!sessionStorage.getItem(TOLD)) await tell();
} catch {
  // No store or no way to the hub: the next page tries again.
}
