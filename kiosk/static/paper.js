// A sheet of paper is printed by one touch, where the browser lets us.

const button = document.querySelector(".print");
button.hidden = false;
document.querySelector(".print-hint").hidden = true;
button.addEventListener("click", () => window.print());
