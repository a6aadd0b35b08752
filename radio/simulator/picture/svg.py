"""Writes SVG elements; knows nothing of what they show."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

Attribute = str | float


def element(name: str, *children: str, **attributes: Attribute) -> str:
    """An element; `stroke_width` stands for `stroke-width`, `class_` for `class`."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_text(value))}"
        for key, value in attributes.items()
    )
    if not children:
        return f"<{name}{written}/>"
    return f"<{name}{written}>{''.join(children)}</{name}>"


def text(words: str, x: float, y: float, **attributes: Attribute) -> str:
    """Words that stand on (x, y)."""
    return element("text", escape(words), x=x, y=y, **attributes)


def words(name: str, said: str, **attributes: Attribute) -> str:
    """An element that only says something: a title, a description."""
    return element(name, escape(said), **attributes)


def strokes(
    lines: Iterable[tuple[float, float, float, float]], **attributes: Attribute
) -> str:
    """Many lines (x, y, x, y) as one path; those that fall on one another once."""
    drawn = dict.fromkeys(
        f"M{_text(x1)} {_text(y1)}{_stroke_to(x1, y1, x2, y2)}"
        for x1, y1, x2, y2 in lines
    )
    return element("path", d="".join(drawn), fill="none", **attributes)


def _stroke_to(x1: float, y1: float, x2: float, y2: float) -> str:
    if x1 == x2:
        return f"V{_text(y2)}"
    return f"H{_text(x2)}" if y1 == y2 else f"L{_text(x2)} {_text(y2)}"


def _text(value: Attribute) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
