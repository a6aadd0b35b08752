/** Chinese by pinyin: which characters a run of letters may stand for. */

import { CHARACTERS, WORDS } from "./pinyin-table.js";

const LONGEST = 6;

/** The table's readings: of each syllable its characters, the most common first. */
export function readingsOf(characters) {
  const readings = new Map();
  for (const [, syllable, all] of characters.matchAll(/([a-z]+)([^a-z\s]+)/g)) {
    readings.set(syllable, [...all]);
  }
  return readings;
}

/** Words with their pinyin, in each reading of their characters. */
export function spelled(words, readings) {
  const syllables = new Map();
  for (const [syllable, all] of readings) {
    for (const each of all) {
      syllables.set(each, [...(syllables.get(each) ?? []), syllable]);
    }
  }
  return words.flatMap((text) => {
    let ways = [[]];
    for (const each of text) {
      const next = syllables.get(each) ?? [];
      ways = ways.flatMap((way) => next.map((syllable) => [...way, syllable]));
    }
    return ways.map((way) => ({
      text,
      key: way.join(""),
      initials: way.map((syllable) => syllable[0]).join(""),
    }));
  });
}

/** The run as syllables, as few as can be; letters that are none are left over. */
function syllablesIn(run, readings) {
  let best = [];
  const length = (found) => found.join("").length;
  const better = (one, other) =>
    length(one) - length(other) || other.length - one.length;
  for (let end = Math.min(LONGEST, run.length); end > 0; end -= 1) {
    const first = run.slice(0, end);
    if (!readings.has(first)) continue;
    const found = [first, ...syllablesIn(run.slice(end), readings)];
    if (better(found, best) > 0) best = found;
    if (length(best) === run.length) break;
  }
  return best;
}

/** All of the run at once: the longest words, and characters between them. */
function sentence(run, words, readings) {
  const syllables = syllablesIn(run, readings);
  const isCut = run.length > 1 && syllables.join("") !== run;
  const begun = isCut && words.find((each) => each.key.startsWith(run));
  if (begun) return { text: begun.text, taken: run.length };
  if (syllables.length === 0) return { text: "", taken: 0 };
  for (let count = syllables.length; count > 0; count -= 1) {
    const key = syllables.slice(0, count).join("");
    const word = words.find((each) => each.key === key)?.text;
    const first = word ?? (count === 1 && readings.get(key)[0]);
    if (!first) continue;
    const rest = sentence(run.slice(key.length), words, readings);
    return { text: first + rest.text, taken: key.length + rest.taken };
  }
}

/** What the run may stand for, the likeliest first, each for `taken` of its letters. */
export function candidates(run, words, readings, most = 60) {
  const found = new Map();
  const offer = (text, taken) => {
    if (text && !found.has(text)) found.set(text, { text, taken });
  };
  const offerWords = (taken, matches) => {
    for (const each of words) if (matches(each)) offer(each.text, taken);
  };
  const syllables = syllablesIn(run, readings);
  offerWords(run.length, (word) => word.key === run);
  if (syllables.length > 1) {
    const { text, taken } = sentence(run, words, readings);
    offer(text, taken);
  }
  for (const each of (readings.get(run) ?? []).slice(0, 2)) offer(each, run.length);
  if (run.length > 1) {
    offerWords(run.length, (word) => word.key.startsWith(run));
    offerWords(run.length, (word) => word.initials === run);
  }
  for (let count = syllables.length - 1; count > 0; count -= 1) {
    const key = syllables.slice(0, count).join("");
    offerWords(key.length, (word) => word.key === key);
  }
  for (const each of readings.get(syllables[0]) ?? []) offer(each, syllables[0].length);
  for (const [syllable, all] of readings) {
    if (syllable.startsWith(run)) offer(all[0], run.length);
  }
  return [...found.values()].slice(0, most);
}

/** The way of writing that a layout names; `listed` are phrases of the page's. */
export function method(listed) {
  const readings = readingsOf(CHARACTERS);
  const words = spelled([...listed, ...WORDS.trim().split(/\s+/)], readings);
  let start = 0;
  const run = (before) => before.slice(start).match(/^[a-z]+$/)?.[0] ?? "";
  return {
    write(before, key) {
      if (!run(before)) start = before.length;
      return { taken: 0, text: key };
    },
    offers(before) {
      const letters = run(before);
      if (!letters) return [];
      return candidates(letters, words, readings).map(({ text, taken }) => ({
        text,
        from: start,
        to: start + taken,
      }));
    },
    chose({ from, text }) {
      start = from + text.length;
    },
  };
}
