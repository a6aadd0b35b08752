/** English: QWERTY. */

export default {
  short: "EN",
  rows: [
    "q w e r t y u i o p ⌫",
    "a s d f g h j k l , .",
    "⇧ z x c v b n m ␣",
  ],
  variants: {
    a: "á à â ä ã",
    c: "ç",
    e: "é è ê ë",
    i: "í ì î ï",
    n: "ñ",
    o: "ó ò ô ö õ",
    u: "ú ù û ü",
    ",": "' ; : -",
    ".": "? ! …",
  },
  words: {
    keyboard: "Keyboard",
    suggestions: "Suggestions",
    more: "More suggestions",
    language: "Language of the keyboard",
    signs: "Numbers and signs",
    letters: "Letters",
    shift: "Capital letters",
    erase: "Delete",
    space: "Space",
    line: "New line",
    left: "Left",
    right: "Right",
    done: "Done",
    others: "other letters",
  },
};
