/** What every page of the touchscreen's face takes along. */

import "./keyboard/keyboard.js";
