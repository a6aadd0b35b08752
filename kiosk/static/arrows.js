/** Two big buttons in the lower bar that move the page by most of what is seen. */

const PART = 0.8;

/** Put them into `rail`; they are there only while there is something to scroll. */
export function addArrows(rail, arrows) {
  const page = document.documentElement;
  const [up, down] = arrows.querySelectorAll("[data-move]");
  const show = () => {
    const room = page.scrollHeight - page.clientHeight;
    arrows.hidden = room < 2;
    up.disabled = window.scrollY < 2;
    down.disabled = window.scrollY > room - 2;
  };
  arrows.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) move(Number(button.dataset.move) * (page.clientHeight - rail.offsetHeight));
  });
  rail.append(arrows);
  window.addEventListener("scroll", show, { passive: true });
  new ResizeObserver(show).observe(document.body);
  show();
}

function move(height) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  window.scrollBy({ top: PART * height, behavior: still ? "instant" : "smooth" });
}
