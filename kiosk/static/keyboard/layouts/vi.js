/** Vietnamese: QWERTY with Telex; the small signs say what a key does to a word. */

export default {
  short: "VI",
  method: "telex",
  rows: [
    "q w e r t y u i o p ⌫",
    "a s d f g h j k l , .",
    "⇧ z x c v b n m ␣",
  ],
  variants: {
    a: "ă â á à ả ã ạ",
    e: "ê é è ẻ ẽ ẹ",
    i: "í ì ỉ ĩ ị",
    o: "ô ơ ó ò ỏ õ ọ",
    u: "ư ú ù ủ ũ ụ",
    y: "ý ỳ ỷ ỹ ỵ",
    d: "đ",
    ",": "' ; : -",
    ".": "? ! …",
  },
  hints: { s: "◌́", f: "◌̀", r: "◌̉", x: "◌̃", j: "◌̣" },
  words: {
    keyboard: "Bàn phím",
    suggestions: "Gợi ý",
    more: "Thêm gợi ý",
    language: "Ngôn ngữ bàn phím",
    signs: "Số và ký hiệu",
    letters: "Chữ cái",
    shift: "Chữ hoa",
    erase: "Xóa",
    space: "Dấu cách",
    line: "Xuống dòng",
    left: "Sang trái",
    right: "Sang phải",
    done: "Xong",
    others: "chữ khác",
  },
};
