/** What every page of the touchscreen's face takes along. */

import "./aloud.js";
import "./keyboard/keyboard.js";
