"""Promises of the project's own files: the lock, the pages, the documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]

LOCKS = ("requirements.lock", "requirements-test.lock")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_library_by_hash_and_names_no_address(name: str) -> None:
    text = (HOUSE / name).read_text()
    pinned = re.findall(r"^[a-z][a-z0-9._-]*==\S+.* \\$", text, flags=re.MULTILINE)

    assert len(pinned) > 20
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", text)) >= len(pinned)
    assert not re.search(r"https?:|file:|--index|--find-links", text)


def test_the_locks_agree() -> None:
    first, second = (
        dict(re.findall(r"^([a-z][a-z0-9._-]*)==(\S+)", text, flags=re.MULTILINE))
        for text in ((HOUSE / name).read_text() for name in LOCKS)
    )

    assert first.items() <= second.items()


def test_nothing_that_people_see_comes_from_elsewhere() -> None:
    for file in (HOUSE / "kiosk").rglob("*"):
        if file.suffix in (".html", ".css", ".js", ".svg"):
            text = file.read_text(encoding="utf-8")
            text = text.replace("http://www.w3.org/2000/svg", "")
            assert not re.search(r"(?:https?:)?//[a-z]", text), file


def test_every_module_opens_with_a_sentence_that_says_what_it_is() -> None:
    for folder in ("hub", "kiosk", "radio"):
        for file in (HOUSE / folder).rglob("*.py"):
            first = file.read_text(encoding="utf-8").split("\n", 1)[0]
            assert first.startswith('"""'), file
            assert len(first) > 20, file


def test_links_in_the_documents_lead_somewhere() -> None:
    pages = [*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
