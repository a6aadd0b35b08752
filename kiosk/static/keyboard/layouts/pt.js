/** Portuguese: QWERTY with ç; accents by holding a vowel. */

export default {
  short: "PT",
  rows: [
    "q w e r t y u i o p ⌫",
    "a s d f g h j k l ç .",
    "⇧ z x c v b n m ␣",
  ],
  variants: {
    a: "ã á à â ª",
    c: "ç",
    e: "é ê è",
    i: "í",
    o: "õ ó ô º",
    u: "ú ü",
    ".": ", ? ! - …",
  },
  words: {
    keyboard: "Teclado",
    suggestions: "Sugestões",
    more: "Mais sugestões",
    language: "Idioma do teclado",
    signs: "Números e sinais",
    letters: "Letras",
    shift: "Maiúsculas",
    erase: "Apagar",
    space: "Espaço",
    line: "Nova linha",
    left: "Esquerda",
    right: "Direita",
    done: "Pronto",
    others: "outras letras",
  },
};
