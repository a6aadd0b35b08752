/** Simplified Chinese: pinyin on QWERTY. */

export default {
  short: "中",
  abc: "拼音",
  method: "pinyin",
  spaced: false,
  rows: [
    "q w e r t y u i o p ⌫",
    "a s d f g h j k l ， 。",
    "z x c v b n m ␣",
  ],
  signs: [
    "1 2 3 4 5 6 7 8 9 0 ⌫",
    "— / ： ； （ ） ￥ & @ “ ”",
    "↵ # % + 、 ？ ！ ， 。 ␣",
  ],
  variants: {
    "，": "、 ； ： “ ”",
    "。": "？ ！ ……",
  },
  words: {
    keyboard: "键盘",
    suggestions: "候选",
    more: "更多候选",
    language: "键盘语言",
    signs: "数字和符号",
    letters: "字母",
    shift: "大写",
    erase: "删除",
    space: "空格",
    line: "换行",
    left: "左移",
    right: "右移",
    done: "完成",
    others: "其他字符",
  },
};
