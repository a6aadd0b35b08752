/** French: AZERTY; accents by holding a letter. */

export default {
  short: "FR",
  rows: [
    "a z e r t y u i o p ⌫",
    "q s d f g h j k l m é",
    "⇧ w x c v b n ' . ␣",
  ],
  variants: {
    a: "à â æ ä",
    c: "ç",
    e: "é è ê ë",
    i: "î ï",
    o: "ô œ ö",
    u: "ù û ü",
    y: "ÿ",
    é: "è ê ë",
    "'": "’ - « »",
    ".": ", ? ! ; : …",
  },
  words: {
    keyboard: "Clavier",
    suggestions: "Suggestions",
    more: "Plus de suggestions",
    language: "Langue du clavier",
    signs: "Chiffres et signes",
    letters: "Lettres",
    shift: "Majuscules",
    erase: "Effacer",
    space: "Espace",
    line: "À la ligne",
    left: "Gauche",
    right: "Droite",
    done: "Terminé",
    others: "autres lettres",
  },
};
