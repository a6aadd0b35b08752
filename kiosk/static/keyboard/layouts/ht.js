/** Haitian Creole: QWERTY with è and ò. */

export default {
  short: "HT",
  rows: [
    "q w e r t y u i o p ⌫",
    "a s d f g h j k l è ò",
    "⇧ z x c v b n m . ␣",
  ],
  variants: {
    a: "à â",
    e: "è é ê",
    o: "ò ó ô",
    u: "ù",
    i: "ì",
    c: "ç",
    ".": ", ? ! ' - …",
  },
  words: {
    keyboard: "Klavye",
    suggestions: "Sijesyon",
    more: "Plis sijesyon",
    language: "Lang klavye a",
    signs: "Chif ak siy",
    letters: "Lèt",
    shift: "Majiskil",
    erase: "Efase",
    space: "Espas",
    line: "Lòt liy",
    left: "Agòch",
    right: "Adwat",
    done: "Fini",
    others: "lòt lèt",
  },
};
