"""The family of pictograms: complete, of one hand, harmless and small."""

from __future__ import annotations

import gzip
import re
from xml.etree.ElementTree import Element

import pytest

from hub.domain.categories import CATEGORIES, GROUPS
from kiosk import STATIC, TEMPLATES
from tests.pictograms import SPRITE, name_of_tag, symbols_of
from tests.svg_paths import points_of

SIZE_LIMIT = 6 * 1024
"""Bytes of the whole family as sent: a tenth of what a board's first load may take."""

LINE = {
    "viewBox": "0 0 48 48",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "3",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
HALF_A_LINE = 1.5
LIT = "var(--lit, currentColor)"
PLACES = {
    "path": {"d"},
    "circle": {"cx", "cy", "r"},
    "rect": {"x", "y", "width", "height", "rx"},
}

SYMBOLS = symbols_of(SPRITE)

each_symbol = pytest.mark.parametrize(
    "symbol", SYMBOLS, ids=[str(symbol.get("id")) for symbol in SYMBOLS]
)


def test_every_category_and_every_group_has_its_picture() -> None:
    drawn = {symbol.get("id") for symbol in SYMBOLS}

    assert set(CATEGORIES) | {group.name for group in GROUPS} <= drawn


def test_every_other_picture_is_explained_beside_the_sprite() -> None:
    drawn = {symbol.get("id") for symbol in SYMBOLS}
    page = (STATIC / "README.md").read_text("utf-8")
    explained = set(re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE))

    assert explained == drawn - set(CATEGORIES)


def test_no_two_pictures_share_a_name_or_a_drawing() -> None:
    names = [symbol.get("id") for symbol in SYMBOLS]
    drawings = [str([part.attrib for part in symbol]) for symbol in SYMBOLS]

    assert len(set(names)) == len(names)
    assert len(set(drawings)) == len(drawings)


def test_every_picture_that_a_page_names_is_drawn() -> None:
    drawn = {symbol.get("id") for symbol in SYMBOLS}
    pages = "".join(page.read_text("utf-8") for page in TEMPLATES.rglob("*.html"))
    asked = set(re.findall(r"picture\('(\w+)'", pages))

    assert asked
    assert asked <= drawn


@each_symbol
def test_a_picture_is_drawn_with_one_pen_and_lit_in_one_place(symbol: Element) -> None:
    fills = [part.get("fill") for part in symbol if "fill" in part.attrib]

    assert {name: symbol.get(name) for name in LINE} == LINE
    assert set(symbol.attrib) == {"id", *LINE}
    assert fills == [LIT]


@each_symbol
def test_a_picture_holds_shapes_and_nothing_else(symbol: Element) -> None:
    for part in symbol:
        allowed = PLACES[name_of_tag(part)] | {"fill", "stroke-dasharray"}

        assert set(part.attrib) <= allowed
        assert not list(part)
        assert not (part.text or "").strip()


@each_symbol
def test_a_picture_stays_on_its_grid(symbol: Element) -> None:
    corners = [corner for part in symbol for corner in _corners(part)]
    edges = [edge for each in corners for edge in (each.real, each.imag)]

    assert min(edges) >= HALF_A_LINE
    assert max(edges) <= 48 - HALF_A_LINE
    for part in symbol:
        assert not re.search(r"\.\d\d", " ".join(part.attrib.values()))


@each_symbol
def test_a_picture_fills_its_square(symbol: Element) -> None:
    corners = [corner for part in symbol for corner in _corners(part)]
    wide, high = (
        max(edges) - min(edges)
        for edges in ([c.real for c in corners], [c.imag for c in corners])
    )

    assert max(wide, high) >= 33


def test_the_sprite_can_do_nothing_and_reach_nothing() -> None:
    text = SPRITE.read_text("utf-8").replace("http://www.w3.org/2000/svg", "", 1)

    assert not re.search(r"<[!?](?!--)|script|style|href|url\(|\bon\w+=|:", text)


def test_the_whole_family_is_small() -> None:
    assert len(gzip.compress(SPRITE.read_bytes())) <= SIZE_LIMIT


def _corners(part: Element) -> list[complex]:
    if name_of_tag(part) == "path":
        return points_of(part.attrib["d"])
    at = {name: float(value) for name, value in part.items() if name in _NUMBERS}
    if name_of_tag(part) == "circle":
        centre, out = complex(at["cx"], at["cy"]), complex(at["r"], at["r"])
        return [centre - out, centre + out]
    corner = complex(at["x"], at["y"])
    return [corner, corner + complex(at["width"], at["height"])]


_NUMBERS = frozenset().union(*PLACES.values()) - {"d"}
