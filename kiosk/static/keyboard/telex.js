/** Vietnamese by Telex: aa is â, aw ă, dd đ, and s f r x j are the tones. Pure. */

const TONES = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/;
const WORD = /[\p{L}\p{M}]+$/u;
const SYLLABLE = new RegExp(
  "^(ngh?|nh|gh|gi(?=[aăâeêioôơuư])|qu|kh|ph|th|tr|ch|[bcdđghklmnprstvx])?" +
    "([aăâeêioôơuưy]{1,3})(ng|nh|ch|[cmnpt])?$",
);
const INITIAL = /^(ngh?|nh|gh?|kh|ph|th|tr|ch|[bcdđhklmnrstvx])$/i;
const DOUBLED = { a: "â", e: "ê", o: "ô", d: "đ" };
const HORNED = { a: "ă", â: "ă", o: "ơ", ô: "ơ", u: "ư" };
const BARE = { ă: "a", ơ: "o", ư: "u" };

/** The way of writing that a layout names. */
export function method() {
  return { write: telex, offers: () => [], chose: () => {} };
}

/** What typing `key` after `before` makes of its last word: so many `taken`, `text`. */
export function telex(before, key) {
  const typed = before.match(WORD)?.[0] ?? "";
  return { taken: typed.length, text: written(typed.normalize("NFC"), key) };
}

function written(word, key) {
  const [plain, tone] = untoned(word);
  const pressed = key.toLowerCase();
  if (pressed in TONES || pressed === "z") {
    return withTone(plain, tone, TONES[pressed] ?? "", key) ?? word + key;
  }
  const marked = pressed === "w" ? horned(plain, key) : doubled(plain, key);
  const next = marked ?? plain + key;
  return SYLLABLE.test(next.toLowerCase()) ? toned(next, tone) : (marked ?? word + key);
}

function untoned(word) {
  const apart = word.normalize("NFD");
  const plain = apart.replace(TONE, "").normalize("NFC");
  return [plain, apart.match(TONE)?.[0] ?? ""];
}

/** The tone that is there already is taken off again, and its key is a letter. */
function withTone(plain, had, tone, key) {
  if (!SYLLABLE.test(plain.toLowerCase())) return null;
  if (had === tone) return tone ? plain + key : null;
  return toned(plain, tone);
}

function toned(plain, tone) {
  const at = placeOfTone(plain.toLowerCase()) + 1;
  return (plain.slice(0, at) + tone + plain.slice(at)).normalize("NFC");
}

/** On the vowel with a mark; else on the last before a final, or the last but one. */
function placeOfTone(plain) {
  const [, initial = "", vowels, final] = plain.match(SYLLABLE);
  const marked = [/[ăâêôơ]/, /ư/].map((each) => vowels.search(each));
  const last = vowels.length - (final || vowels.length === 1 ? 1 : 2);
  return initial.length + (marked.find((each) => each >= 0) ?? last);
}

function like(model, letter) {
  return model === model.toLowerCase() ? letter : letter.toUpperCase();
}

function doubled(plain, key) {
  const last = plain.at(-1) ?? "";
  const [small, pressed] = [last.toLowerCase(), key.toLowerCase()];
  const mark = DOUBLED[pressed];
  if (!mark || (pressed === "d" && plain.length > 1)) return null;
  if (small === mark) return plain.slice(0, -1) + like(last, pressed) + key;
  const takes = small === pressed || (pressed === "a" && small === "ă");
  return takes ? plain.slice(0, -1) + like(last, mark) : null;
}

/** The w that gives ă, ơ, ư: to both of uo, else to the last vowel that can. */
function horned(plain, key) {
  const [, initial = "", vowels] = plain.toLowerCase().match(SYLLABLE) ?? [];
  if (!vowels) return INITIAL.test(plain) ? plain + like(key, "ư") : null;
  const changed = (from, to, by) =>
    Array.from(plain, (letter, at) => {
      const within = at >= initial.length + from && at < initial.length + to;
      return within ? like(letter, by[letter.toLowerCase()] ?? letter) : letter;
    }).join("");
  const pair = vowels.search(/[uư][oô]/);
  if (pair >= 0) return changed(pair, pair + 2, HORNED);
  if (/[ăơư]/.test(vowels)) return changed(0, vowels.length, BARE) + key;
  const at = /^u[aiu]/.test(vowels) ? 0 : vowels.search(/[aâoôu][^aâoôu]*$/);
  return at < 0 ? null : changed(at, at + 1, HORNED);
}
