"""The page for neighbours tells the truth: what stands there is understood so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hub.mesh.texting.commands import Command, OnPost, Plain, Post, Unclear
from hub.mesh.texting.parser import understand

PAGE = Path(__file__).parents[4] / "docs" / "text-commands.md"


def rows(heading: str) -> list[list[str]]:
    """What stands in backticks in the cells of the table under a heading."""
    part = PAGE.read_text("utf-8").split(heading, 1)[1].split("\n#", 1)[0]
    lines = [line for line in part.split("\n") if line.startswith("| `")]
    return [
        [text for cell in line.split("|") for text in re.findall("`([^`]+)`", cell)]
        for line in lines
    ]


def meaning(command: Command) -> object:
    match command:
        case Post():
            return command.kind, command.category
        case OnPost():
            return command.about, command.short_id
        case Plain():
            return command
    return command if not hasattr(command, "words") else type(command)


@pytest.mark.parametrize("row", rows("## In eight languages"), ids=lambda row: row[0])
def test_a_command_means_the_same_in_every_language(row: list[str]) -> None:
    assert len(row) == 8
    assert len({meaning(understand(text).command) for text in row}) == 1


@pytest.mark.parametrize("row", rows("## For neighbours"), ids=lambda row: row[0])
def test_what_neighbours_may_text_is_understood(row: list[str]) -> None:
    assert not isinstance(understand(row[0]).command, Unclear)
