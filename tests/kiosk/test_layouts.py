"""What the keyboard's modules promise without a finger: layouts, Telex, pinyin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

from tests.kiosk.typist import typist_at

pytestmark = pytest.mark.browser

LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
ALPHABETS = {
    "en": LATIN,
    "es": LATIN | set("ñáéíóúü¿¡"),
    "ht": LATIN | set("èòà"),
    "fr": LATIN | set("àâæçéèêëîïôœùûüÿ"),
    "pt": LATIN | set("ãáâàçéêíõóôú"),
    "vi": LATIN | set("ăâđêôơư"),
    "zh": LATIN,
    "ar": set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"),
}


@pytest.fixture
def page(browser: Browser, client: FlaskClient) -> Iterator[Page]:
    with typist_at(browser, client) as typist:
        yield typist.page


def _ask(page: Page, module: str, script: str, *given: object) -> Any:
    """What `script`, a function of a module's names and more, makes of it."""
    loaded = f"await import('/static/keyboard/{module}')"
    asked = f"async (given) => ({script})({loaded}, ...given)"
    return page.evaluate(asked, list(given))


def _layout(page: Page, language: str) -> Any:
    return _ask(page, f"layouts/{language}.js", "(module) => module.default")


def test_each_language_has_a_layout(page: Page) -> None:
    names = _ask(page, "languages.js", "({ LANGUAGES }) => Object.keys(LANGUAGES)")

    assert names == list(ALPHABETS)


def test_a_page_in_another_language_gets_english_keys(page: Page) -> None:
    script = "({ languageOf }, tags) => tags.map(languageOf)"

    found = _ask(page, "languages.js", script, ["zh-Hans", "pt-BR", "EN", "am", ""])

    assert found == ["zh", "pt", "en", "en", "en"]


@pytest.mark.parametrize("language", ALPHABETS)
def test_a_layout_has_every_letter_and_every_word(page: Page, language: str) -> None:
    layout = _layout(page, language)
    english = _layout(page, "en")

    keys = {key for row in layout["rows"] for key in row.split(" ")}
    held = " ".join(layout["variants"].values()).split(" ")
    assert ALPHABETS[language] <= keys | set(held)
    assert set(layout["variants"]) <= keys | set("1234567890")
    assert layout["words"].keys() == english["words"].keys()
    assert all(layout["words"].values())


@pytest.mark.parametrize("language", ALPHABETS)
def test_a_layouts_rows_are_of_one_width(page: Page, language: str) -> None:
    layout = _layout(page, language)

    for rows in (layout["rows"], layout.get("signs", [])):
        widths = [len(row.split(" ")) for row in rows]
        assert max(widths, default=0) <= 12
        for row, width in zip(rows, widths, strict=True):
            assert width == max(widths) or "␣" in row


TELEX = {
    "vieejt nam": "việt nam",
    "dduwowngf": "đường",
    "duongwf": "dường",
    "nguowif": "người",
    "tieengs": "tiếng",
    "hoaf": "hòa",
    "hoafn": "hoàn",
    "quas": "quá",
    "quys": "quý",
    "gif": "gì",
    "giaf": "già",
    "giuwowngf": "giường",
    "muaw": "mưa",
    "cuuws": "cứu",
    "xoawn": "xoăn",
    "thuee": "thuê",
    "nhw": "như",
    "DDaf NAWNGX": "Đà NẴNG",
    "toiz": "toiz",
    "tooisz": "tôi",
    "toosf": "tồ",
    # Once more, and the key is a letter again.
    "aaa": "aa",
    "ddd": "dd",
    "aww": "aw",
    "ass": "as",
    # What is no Vietnamese syllable stays as it is typed.
    "wifi": "wifi",
    "water": "water",
    "https": "https",
    "12s": "12s",
}


def test_telex_writes_vietnamese(page: Page) -> None:
    script = """({ telex }, typed) => typed.map((keys) => [...keys].reduce(
      (before, key) => {
        const { taken, text } = telex(before, key);
        return before.slice(0, before.length - taken) + text;
      }, ""))"""

    assert _ask(page, "telex.js", script, list(TELEX)) == list(TELEX.values())


def _read(page: Page, run: str, *listed: str) -> list[dict[str, Any]]:
    script = """({ method }, run, listed) => {
      const way = method(listed);
      way.write("", run[0]);
      return way.offers(run);
    }"""
    found: list[dict[str, Any]] = _ask(page, "pinyin.js", script, run, list(listed))
    return found


@pytest.mark.parametrize(
    ("run", "first"),
    [
        ("tanzi", "毯子"),
        ("xiexie", "谢谢"),
        ("woxuyaoshui", "我需要水"),
        ("xuyaoresh", "需要热水"),
        ("pingguofan", "苹果饭"),
        ("bm", "帮忙"),
        ("nv", "女"),
        ("wo", "我"),
    ],
)
def test_pinyin_finds_what_was_likely_meant(page: Page, run: str, first: str) -> None:
    assert _read(page, run)[0]["text"] == first


def test_every_candidate_says_which_letters_it_takes(page: Page) -> None:
    offers = _read(page, "xianzai")

    taken = {each["text"]: each["to"] - each["from"] for each in offers}
    assert taken["现在"] == len("xianzai")
    assert taken["西安"] == taken["先"] == len("xian")


def test_the_pages_own_phrases_are_read_too(page: Page) -> None:
    offers = [each["text"] for each in _read(page, "yyy", "有婴儿衣服", "2楼")]

    assert offers == []
    assert _read(page, "yyeyf", "有婴儿衣服")[0]["text"] == "有婴儿衣服"


def test_letters_that_are_no_pinyin_offer_nothing(page: Page) -> None:
    assert _read(page, "vvv") == []


def test_the_table_has_the_characters_of_daily_life(page: Page) -> None:
    counts = _ask(
        page,
        "pinyin.js",
        """async ({ readingsOf }) => {
          const table = await import("/static/keyboard/pinyin-table.js");
          const { CHARACTERS, WORDS } = table;
          const all = [...readingsOf(CHARACTERS).values()].flat();
          const known = new Set(all);
          const strange = all.filter((each) => !/\\p{Script=Han}/u.test(each));
          const unread = [...WORDS].filter((each) => each.trim() && !known.has(each));
          return [known.size, strange, unread];
        }""",
    )

    assert counts == [3755, [], []]


def _complete(page: Page, before: str, *listed: str) -> list[tuple[str, int]]:
    script = """({ prepare, complete }, before, listed) =>
      complete(before, prepare(listed)).map(({ text, taken }) => [text, taken])"""
    found = _ask(page, "suggestions.js", script, before, list(listed))
    return [(text, taken) for text, taken in found]


@pytest.mark.parametrize(
    ("before", "listed", "expected"),
    [
        ("wa", ["warm", "water"], [("warm", 2), ("water", 2)]),
        ("Wa", ["water"], [("Water", 2)]),
        ("hot wa", ["water"], [("water", 2)]),
        ("water", ["water"], []),
        ("hot water f", ["water for us"], [("water for us", 7), ("for", 1)]),
        ("nuoc", ["nước"], [("nước", 4)]),
        ("dien", ["điện"], [("điện", 4)]),
        ("oeu", ["œuf"], [("œuf", 3)]),
        ("d\u2019e", ["d'eau"], [("d'eau", 3)]),
        ("احتاج ما", ["مَاء"], [("مَاء", 2)]),
        ("ادويه", ["أدوية"], [("أدوية", 5)]),
        ("我需", ["需要水"], [("需要水", 1)]),
        ("xyz", ["water"], []),
        ("", ["hot soup", "hot tea"], [("hot soup", 0), ("hot tea", 0), ("hot", 0)]),
    ],
)
def test_words_are_completed(
    page: Page, before: str, listed: list[str], expected: list[tuple[str, int]]
) -> None:
    assert _complete(page, before, *listed)[: len(expected)] == expected
    if not expected:
        assert _complete(page, before, *listed) == []


def test_the_words_of_phrases_come_by_how_often_they_do(page: Page) -> None:
    listed = ["soup today", "stew tonight", "a lift tonight"]

    assert _complete(page, "to", *listed) == [("tonight", 2), ("today", 2)]


def test_a_bounce_is_known_by_its_time_and_its_key(page: Page) -> None:
    script = """({ Bounces }) => {
      const [bounces, one, other] = [new Bounces(), {}, {}];
      bounces.note(one, 1000);
      return [[one, 1059], [one, 1060], [other, 1001]]
        .map(([key, at]) => bounces.isBounce(key, at));
    }"""

    assert _ask(page, "touch.js", script) == [True, False, False]
