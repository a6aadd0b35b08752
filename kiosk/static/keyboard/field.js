/** Edits a text field as a person's typing would; knows no keys and no languages. */

const letters = new Intl.Segmenter();

/** Where the caret is, or what is selected; numbers and e-mail have their end only. */
export function selection(field) {
  const end = field.value.length;
  return [field.selectionStart ?? end, field.selectionEnd ?? end];
}

export function textBefore(field) {
  return field.value.slice(0, selection(field)[0]);
}

/** How many more letters go in, where `leaving` of them make room. */
export function room(field, leaving = 0) {
  const most = field.maxLength < 0 ? Infinity : field.maxLength;
  return most - field.value.length + leaving;
}

function cut(text, most) {
  if (text.length <= most) return text;
  let kept = "";
  for (const { segment } of letters.segment(text)) {
    if (kept.length + segment.length > most) break;
    kept += segment;
  }
  return kept;
}

/** Puts `text` in place of a stretch, told to the page like any typing. */
export function put(field, text, [from, to] = selection(field)) {
  const fitting = cut(text, room(field, to - from));
  const told = fitting
    ? { inputType: "insertText", data: fitting }
    : { inputType: "deleteContentBackward" };
  if (fitting === field.value.slice(from, to) || (text && !fitting)) return;
  const asked = new InputEvent("beforeinput", {
    ...told,
    bubbles: true,
    cancelable: true,
  });
  if (!field.dispatchEvent(asked)) return;
  replace(field, fitting, from, to);
  field.dispatchEvent(new InputEvent("input", { ...told, bubbles: true }));
}

function replace(field, text, from, to) {
  const caret = field.selectionEnd;
  if (caret === null) {
    field.value = field.value.slice(0, from) + text + field.value.slice(to);
    return;
  }
  const after = from + text.length + Math.max(0, caret - to);
  field.setRangeText(text, from, to);
  field.setSelectionRange(after, after);
  followCaret(field);
}

/** In a line that is longer than its field, what is typed stays in view. */
function followCaret(field) {
  if (field.selectionEnd < field.value.length) return;
  field.scrollTop = field.scrollHeight;
  field.scrollLeft = field.scrollWidth * (isRightToLeft(field) ? -1 : 1);
}

/** Takes away what is selected, or the letter before the caret. */
export function erase(field) {
  const [start, end] = selection(field);
  put(field, "", start === end ? [stepped(field, start, -1), end] : [start, end]);
}

/** Moves the caret by a letter, as the eye sees it: -1 to the left, 1 to the right. */
export function moveCaret(field, side) {
  const [start, end] = selection(field);
  if (field.selectionStart === null) return;
  const onward = isRightToLeft(field) ? -side : side;
  const edge = onward < 0 ? start : end;
  const place = start === end ? stepped(field, edge, onward) : edge;
  field.setSelectionRange(place, place);
}

function isRightToLeft(field) {
  return getComputedStyle(field).direction === "rtl";
}

/** The place one letter on, where a letter may be several code units. */
function stepped(field, place, onward) {
  const starts = [...letters.segment(field.value)].map((each) => each.index);
  if (onward < 0) return starts.findLast((each) => each < place) ?? 0;
  return starts.find((each) => each > place) ?? field.value.length;
}

/** What `restore` brings back: the text and the caret. */
export function snapshot(field) {
  return { value: field.value, selected: selection(field) };
}

export function restore(field, { value, selected }) {
  field.value = value;
  if (field.selectionStart !== null) field.setSelectionRange(...selected);
}
