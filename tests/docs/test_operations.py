"""docs/operations.md: its settings, options and places are all that there are, and what
it quotes is what the program says.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from installer import places
from installer.options import parse

from hub.settings import Settings, read_settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
SAYING = ("hub", "kiosk", "radio", "systemd/installer", "systemd/updater")
"""The folders of all that speaks to people."""

UNSET = "\N{EN DASH}"


def _section(heading: str) -> str:
    """What stands between a heading and the next one."""
    found = re.search(rf"^#+ {heading}\n(.*?)^#", PAGE, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def _settings_table() -> dict[str, str]:
    """Each setting, and what it is unless somebody says."""
    rows = re.findall(
        r"^\| `(\w+)` \| (\S+) \|", _section("The settings"), re.MULTILINE
    )
    return {name: value.strip("`") for name, value in rows}


def test_every_setting_is_in_the_table_and_no_other() -> None:
    told = {each.name for each in fields(Settings)} - {"sources"}

    assert set(_settings_table()) == told


def test_the_table_says_what_a_setting_is_unless_somebody_says() -> None:
    said = {name: word for name, word in _settings_table().items() if word != UNSET}

    assert said
    assert read_settings(said, {}, None) == read_settings({}, {}, None)


def test_nothing_is_called_unset_that_has_a_value() -> None:
    usual = read_settings({}, {}, None)
    unset = {name for name, word in _settings_table().items() if word == UNSET}

    known = {name for name in unset if getattr(usual, name) is not None}
    assert known == {"network_key_file"}  # it goes with the data folder


def test_every_option_of_the_installer_is_in_its_table(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        parse(["--help"])

    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    table = set(re.findall(r"^\| `(--[a-z-]+)", PAGE, re.MULTILINE))
    assert table == options


def test_every_place_of_the_installer_is_in_its_table() -> None:
    table = _section("What it puts where")

    assert [each for each in _places() if each not in table] == []


def _places() -> Iterator[str]:
    """Files and folders as a whole; of units their names."""
    for name, value in vars(places).items():
        if isinstance(value, Path):
            yield str(value)
        elif name.endswith(("_UNIT", "_TIMER")) and value != places.LOGIN_UNIT:
            yield value


def test_what_is_quoted_is_what_the_program_says() -> None:
    quoted = re.findall(r"“([^”]{2,})”", PAGE)
    said = "\n".join(_said())

    assert quoted
    assert [each for each in quoted if each not in said] == []


def _said() -> Iterator[str]:
    """Every text in the code, and the pages that stand for a hub that can't serve."""
    for page in ("waiting.html", "standstill.html"):
        yield (ROOT / "kiosk" / page).read_text(encoding="utf-8")
    for folder in SAYING:
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value
