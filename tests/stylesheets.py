"""Our styles as tests see them: rules, custom properties, contrast of colours."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One selector's custom properties; `media`: when it counts, or empty."""

    media: str
    selector: str
    properties: Mapping[str, str]


def rules_of(css: str) -> list[Rule]:
    """Every rule of a style whose media queries hold rules only."""
    text = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return list(_rules(text, ""))


def _rules(text: str, media: str) -> Iterator[Rule]:
    for head, body in re.findall(r"([^{}]+)\{((?:[^{}]|\{[^{}]*\})*)\}", text):
        if head.strip().startswith("@media"):
            yield from _rules(body, head.strip().removeprefix("@media "))
        else:
            found = re.findall(r"(--[\w-]+):\s*([^;]+);", body)
            yield Rule(media, head.strip(), dict(found))


def theme(rules: Collection[Rule], *selectors: str) -> dict[str, str]:
    """What the names stand for where those rules count, each over those before."""
    named: dict[str, str] = {}
    for selector in selectors:
        for rule in rules:
            if not rule.media and rule.selector == selector:
                named |= rule.properties
    return {name: _resolved(value, named) for name, value in named.items()}


def _resolved(value: str, named: Mapping[str, str]) -> str:
    while found := re.fullmatch(r"var\((--[\w-]+)\)", value):
        value = named[found[1]]
    return value


def contrast(one: str, other: str) -> float:
    """The ratio of two colours like `#1e2a36` (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it for sRGB."""
    red, green, blue = (
        _linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
