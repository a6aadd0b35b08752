"""README.md names every command of the command line, and none that there is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from hub.__main__ import main

PAGE = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def _commands(group: click.Group, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if command.hidden:
            continue
        if isinstance(command, click.Group):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"


def _is_named(command: str) -> bool:
    return bool(re.search(rf"(?:^porchlight |`){command}\b", _typed(), re.MULTILINE))


def test_every_command_is_named() -> None:
    assert [each for each in _commands(main) if not _is_named(each)] == []


def test_no_other_command_is_named() -> None:
    named = re.findall(r"^porchlight ([a-z]+)", _typed(), re.MULTILINE)

    assert named
    assert set(named) <= set(main.commands)


def _typed() -> str:
    """The page's blocks of what is typed."""
    return "\n".join(re.findall(r"```\n(.*?)```", PAGE, re.DOTALL))
