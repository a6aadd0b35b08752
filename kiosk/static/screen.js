/** What every page of the touchscreen's face takes along. */

import "./aloud.js";
import "./away.js";
import "./keyboard/keyboard.js";
import { Rest } from "./screen/rest.js";
import { watchTools } from "./screen/tools.js";

// A page that a browser kept as it was left may show what somebody else typed.
window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

const dialog = document.querySelector("#rest");
if (dialog) new Rest(dialog).watch();
const tools = document.querySelector(".tools");
if (tools) watchTools(tools);
