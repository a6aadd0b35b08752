/** The languages with a layout, by their own names: the file in layouts/ is the key. */

export const LANGUAGES = {
  en: "English",
  es: "Español",
  ht: "Kreyòl ayisyen",
  fr: "Français",
  pt: "Português",
  vi: "Tiếng Việt",
  zh: "简体中文",
  ar: "العربية",
};

/** The layout's key for a page's language: "zh-Hans" is "zh"; English for others. */
export function languageOf(tag) {
  const key = tag.toLowerCase().split("-")[0];
  return key in LANGUAGES ? key : "en";
}
