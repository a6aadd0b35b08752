"""What was chosen is kept whole, privately, and never keeps a hub from starting."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.settings import check_choice, read_settings
from hub.setup_file import (
    FILE,
    SetUp,
    SetupUnreadable,
    State,
    read_setup,
    sound_choices,
    write_setup,
)

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(texts, texts, texts)
def test_it_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, name: str, wifi: str, password: str
) -> None:
    folder = tmp_path_factory.mktemp("data")
    setup = SetUp(
        {"name": name},
        ("language", "name"),
        State.ENDING,
        "K7R4-MX2H",
        (wifi, password),
        is_again=True,
    )

    write_setup(folder, setup)

    assert read_setup(folder) == setup


def test_only_the_hub_can_read_it_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_setup(tmp_path, SetUp(code="K7R4-MX2H"))

    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == [FILE]
    assert "K7R4" not in repr(read_setup(tmp_path))


def test_a_hub_that_was_never_asked_has_none(tmp_path: Path) -> None:
    assert read_setup(tmp_path) is None
    assert sound_choices(tmp_path, check_choice) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"name = ",
        b"name = 3\n[progress]\n",
        b"[progress]\nstate = 'x'",
        b"progress = 1",
        b"progress = ['state']",
        b"[" * 20_000,
    ],
)
def test_a_damaged_one_is_said_and_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)

    with pytest.raises(SetupUnreadable):
        read_setup(tmp_path)
    assert read_settings({"data": str(tmp_path)}, {}, None).name == "Porchlight"


def test_choices_count_over_the_file_and_below_environment_and_command_line(
    tmp_path: Path,
) -> None:
    write_setup(
        tmp_path, SetUp({"name": "chosen", "language": "es", "radio": "tcp:a:1"})
    )
    file = tmp_path / "porchlight.toml"
    file.write_text(f'data = "{tmp_path}"\nname = "file"\nlanguage = "fr"\n')

    given, environment = {"radio": "none"}, {"PORCHLIGHT_LANGUAGE": "ht"}

    settings = read_settings(given, environment, file)

    assert settings.name == "chosen"
    assert settings.language.code == "ht"
    assert settings.radio is None
    assert settings.sources.fixed == {"radio", "language"}
    assert settings.sources.known == {"data", "name", "language"}


def test_a_choice_that_can_t_be_is_passed_over_and_the_others_count(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_setup(tmp_path, SetUp({"name": "x\ny", "language": "es", "radio": "bus:1"}))

    assert sound_choices(tmp_path, check_choice) == {"language": "es"}
    assert "radio is passed over" in caplog.text
    assert "bus:1" not in caplog.text
