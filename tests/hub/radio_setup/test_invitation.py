"""The neighbours' code, on a terminal and as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.radio_setup.invitation import CannotDraw, check_file, on_terminal, save

URL = "https://meshtastic.org/e/#CjASIKPRvX04yb1JvnnH-QJkkN2Qh4mi6_eEz6ZMO2QGj5s8"


@pytest.mark.parametrize(
    ("name", "start"), [("a.svg", b"<?xml"), ("A.PNG", b"\x89PNG\r\n")]
)
def test_a_code_is_saved_as_its_name_says(
    tmp_path: Path, name: str, start: bytes
) -> None:
    file = tmp_path / name

    check_file(file)
    save(URL, file)

    assert file.read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["code.txt", "code", "no-folder/code.svg"])
def test_where_no_code_can_be_saved_is_told_before_the_radio_is_touched(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(CannotDraw, match="code"):
        check_file(tmp_path / name)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.svg").mkdir()

    with pytest.raises(CannotDraw, match=r"a\.svg"):
        save(URL, tmp_path / "a.svg")


def test_a_terminal_shows_the_code_if_it_has_the_letters() -> None:
    shown = on_terminal(URL, "utf-8").splitlines()

    assert len(shown) > 15
    assert all(len(line) < 120 for line in shown)
    assert on_terminal(URL, "ascii") == ""
