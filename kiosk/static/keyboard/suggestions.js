/** Which words and phrases complete what was typed; knows no page and no keys. */

const LETTER = /[\p{L}\p{M}\p{N}'’]/u;
const HAN = /\p{Script=Han}/u;
const REACH = 60;
const ALIKE = { đ: "d", œ: "oe", æ: "ae", "’": "'", ى: "ي", ة: "ه" };

/** Text as it is compared: no capitals, no marks. */
export function fold(text) {
  return text
    .normalize("NFD")
    .replace(/[\p{M}\u0640]/gu, "")
    .toLowerCase()
    .replace(/[đœæ’ىة]/g, (each) => ALIKE[each]);
}

/** The listed words and phrases, then the phrases' own words, frequent ones first. */
export function prepare(listed) {
  const counts = new Map();
  for (const word of listed.flatMap((each) => each.split(/[^\p{L}\p{M}'’]+/u))) {
    if (word.length > 2) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts].sort((one, other) => other[1] - one[1]);
  const byKey = new Map();
  for (const text of [...listed, ...words.map(([word]) => word)]) {
    const key = fold(text);
    if (!byKey.has(key)) byKey.set(key, text);
  }
  return [...byKey].map(([key, text]) => ({ key, text }));
}

/** The ends of the text that begin with a word, the longest first, then nothing. */
function* tails(before) {
  const from = Math.max(0, before.length - REACH);
  for (let at = from; at < before.length; at += 1) {
    const begins = at === 0 || !LETTER.test(before[at - 1]) || HAN.test(before[at]);
    if (begins && LETTER.test(before[at])) yield before.slice(at);
  }
  if (!LETTER.test(before.at(-1) ?? "") || HAN.test(before.at(-1))) yield "";
}

function inCaseOf(tail, text) {
  const capital = tail && tail[0] !== tail[0].toLowerCase();
  return capital ? text[0].toUpperCase() + text.slice(1) : text;
}

/** What could follow: each `text` would take the place of the last `taken` letters. */
export function complete(before, prepared, most = 12) {
  const found = new Map();
  for (const tail of tails(before)) {
    const key = fold(tail);
    for (const entry of prepared) {
      if (found.size === most) return [...found.values()];
      if (found.has(entry.key) || !entry.key.startsWith(key)) continue;
      const text = inCaseOf(tail, entry.text);
      if (text !== tail) found.set(entry.key, { text, taken: tail.length });
    }
  }
  return [...found.values()];
}
