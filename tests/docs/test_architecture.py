"""docs/architecture.md: what it names is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
CODE = ("hub", "kiosk", "radio", "systemd", "tests")


def test_every_file_that_is_named_with_its_folder_is_there() -> None:
    named = set(re.findall(rf"`((?:{'|'.join(CODE)})/[\w./-]+)`", PAGE))

    assert named
    assert [each for each in sorted(named) if not (ROOT / each).exists()] == []


def test_every_file_that_is_named_without_its_folder_is_there() -> None:
    named = set(re.findall(r"`(\w+\.(?:py|js|css|html))`", PAGE))
    there = {each.name for each in _files()}

    assert named
    assert named - there == set()


def _files() -> Iterator[Path]:
    for folder in CODE:
        yield from (ROOT / folder).rglob("*.*")
