"""The names of colours and sizes: the same in every theme, and legible in each."""

from __future__ import annotations

import re

import pytest

from kiosk import STATIC
from tests.stylesheets import contrast, rules_of, theme

RULES = rules_of((STATIC / "tokens.css").read_text("utf-8"))

THEMES = {
    "day": theme(RULES, ":root"),
    "dusk": theme(RULES, ":root", ":root.theme-dusk"),
    "strong day": theme(RULES, ":root", ":root.theme-strong"),
    "strong dusk": theme(RULES, ":root", ":root.theme-dusk", ":root.theme-strong"),
}
GROUNDS = ("ground", "sheet")
WASHES = ("glow", "offer-wash", "alert-wash")
SIGNALS = ("need", "offer", "alert", "radio")

BODY = (
    *((text, ground) for text in ("ink", "quiet") for ground in (*GROUNDS, *WASHES)),
    ("on-lamp", "lamp"),
    ("on-floor", "floor"),
)
"""Text of any size, and what is behind it."""

LARGE = (
    *((text, ground) for text in SIGNALS for ground in GROUNDS),
    *(("ground", signal) for signal in SIGNALS),
    ("offer", "offer-wash"),
    ("alert", "alert-wash"),
    ("lamp", "floor"),
)
"""Large text and pictures, and what is behind them."""

FRAMES = (("outline", "ground"), ("outline", "sheet"), ("focus", "ground"))
"""What shows where something to touch ends, and what holds the focus."""

each_theme = pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)


def test_contrast_is_counted_as_the_standard_counts() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#1e2a36", "#1e2a36") == 1


@each_theme
@pytest.mark.parametrize(("text", "ground"), BODY, ids="-".join)
def test_words_stand_out_seven_to_one(
    colours: dict[str, str], text: str, ground: str
) -> None:
    assert contrast(colours[f"--{text}"], colours[f"--{ground}"]) >= 7


@each_theme
@pytest.mark.parametrize(("text", "ground"), LARGE, ids="-".join)
def test_large_words_stand_out_four_and_a_half_to_one(
    colours: dict[str, str], text: str, ground: str
) -> None:
    assert contrast(colours[f"--{text}"], colours[f"--{ground}"]) >= 4.5


@each_theme
@pytest.mark.parametrize(("frame", "ground"), FRAMES, ids="-".join)
def test_a_frame_can_be_seen(colours: dict[str, str], frame: str, ground: str) -> None:
    assert contrast(colours[f"--{frame}"], colours[f"--{ground}"]) >= 3


@pytest.mark.parametrize(
    ("media", "wish", "switch"),
    [
        ("(prefers-color-scheme: dark)", ":root:not(.theme-day)", ":root.theme-dusk"),
        ("(prefers-contrast: more)", ":root:root", ":root.theme-strong"),
    ],
)
def test_the_screens_switch_gives_what_a_devices_wish_gives(
    media: str, wish: str, switch: str
) -> None:
    wished = [r.properties for r in RULES if (r.media, r.selector) == (media, wish)]
    switched = [r.properties for r in RULES if (r.media, r.selector) == ("", switch)]

    assert len(wished) == 1
    assert wished == switched


def test_no_theme_brings_a_name_that_the_day_does_not_have() -> None:
    known = set(THEMES["day"])

    for rule in RULES:
        assert set(rule.properties) <= known, rule.selector


def test_every_name_that_a_style_uses_is_given_somewhere() -> None:
    for style in STATIC.rglob("*.css"):
        text = style.read_text("utf-8")
        own = {name for rule in rules_of(text) for name in rule.properties}
        used = set(re.findall(r"var\((--[\w-]+)", text))

        assert used <= own | set(THEMES["day"]), style.name


def test_every_name_is_used_by_some_style() -> None:
    styles = "".join(each.read_text("utf-8") for each in STATIC.rglob("*.css"))

    used = set(re.findall(r"var\((--[\w-]+)", styles))
    assert set(THEMES["day"]) <= used


def test_only_the_tokens_say_what_a_colour_is() -> None:
    for style in STATIC.rglob("*.css"):
        if style.name != "tokens.css":
            found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", style.read_text("utf-8")))
            # White is the paper under a picture code, and the ring on the floor.
            assert found <= {"#ffffff"}, style.name
