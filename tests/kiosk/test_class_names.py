"""No two styles that meet on a page give one name two meanings."""

from __future__ import annotations

import re
from collections import defaultdict

from kiosk import STATIC

SHARED = {"base.css", "frame.css", "form.css", "board.css"}
"""These name things that others may place or size where they use them."""


def _block_names(css: str) -> set[str]:
    """Classes that stand alone at the head of a rule: there a thing is defined."""
    text = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return set(re.findall(r"(?:^|\})\s*\.([a-z-]+)\s*\{", text))


def test_a_name_is_defined_in_one_style_only() -> None:
    homes = defaultdict(set)
    for style in STATIC.rglob("*.css"):
        if style.name not in ("paper.css", "tokens.css"):  # paper loads no other
            for name in _block_names(style.read_text("utf-8")):
                homes[name].add(style.name)

    twice = {name: found for name, found in homes.items() if len(found - SHARED) > 1}
    assert not twice
