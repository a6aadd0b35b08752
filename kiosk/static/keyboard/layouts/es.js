/** Spanish: QWERTY with ñ; accents by holding a vowel. */

export default {
  short: "ES",
  rows: [
    "q w e r t y u i o p ⌫",
    "a s d f g h j k l ñ .",
    "⇧ z x c v b n m ␣",
  ],
  variants: {
    a: "á à ª",
    e: "é è",
    i: "í",
    o: "ó ò º",
    u: "ú ü",
    c: "ç",
    n: "ñ",
    ".": ", ? ¿ ! ¡ …",
  },
  words: {
    keyboard: "Teclado",
    suggestions: "Sugerencias",
    more: "Más sugerencias",
    language: "Idioma del teclado",
    signs: "Números y signos",
    letters: "Letras",
    shift: "Mayúsculas",
    erase: "Borrar",
    space: "Espacio",
    line: "Línea nueva",
    left: "Izquierda",
    right: "Derecha",
    done: "Listo",
    others: "otras letras",
  },
};
