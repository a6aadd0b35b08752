"""What became of the last update, for the status page and the doctor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from updater.outcomes import GOOD, Outcome

from hub import updates
from hub.updates import LastUpdate, last_update
from hub.web import update_part
from hub.web.status_part import Light
from hub.web.update_part import ENDS

SLIPS = {Outcome.NOTHING_THERE, Outcome.NO_WAY_BACK, Outcome.BUSY}
"""What only happens to a person at a keyboard, who is told there."""


def test_every_end_of_an_update_has_words_on_the_status_page() -> None:
    assert ENDS.keys() == {each.value for each in Outcome} - {*SLIPS}
    assert {*updates.GOOD} == {*update_part.GOOD} == {each.value for each in GOOD}


def test_it_is_read_as_it_was_left(tmp_path: Path) -> None:
    file = tmp_path / "left.json"
    assert last_update(file) is None

    file.write_text(json.dumps({"outcome": Outcome.TORN, "words": "It is torn."}))

    assert last_update(file) == LastUpdate("torn", "It is torn.")


@pytest.mark.parametrize(
    "left", [b"", b"[]", b"{}", b"7", b"\xff", b'{"outcome": "torn"}', b"[" * 9000]
)
def test_whatever_lies_there_breaks_no_page(tmp_path: Path, left: bytes) -> None:
    file = tmp_path / "left.json"
    file.write_bytes(left)

    assert last_update(file) is None


def test_a_refused_update_asks_for_a_look_and_a_good_one_does_not() -> None:
    (torn,) = update_part.update_part("torn")
    (installed,) = update_part.update_part("installed")

    assert (torn.light, installed.light) == (Light.UNSURE, Light.WELL)
    assert not [*update_part.update_part(None), *update_part.update_part("busy")]
