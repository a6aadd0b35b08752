"""What a hub tells of its radio."""

from __future__ import annotations

import pytest

from hub.joined_radio import without_place
from radio.bearer import RadioAddress


@pytest.mark.parametrize(
    ("address", "why", "told"),
    [
        (
            "tcp:10.0.0.9:4403",
            "tcp:10.0.0.9:4403 does not answer (refused)",
            "the radio does not answer (refused)",
        ),
        (
            "serial:/dev/ttyUSB0",
            "serial:/dev/ttyUSB0 does not answer (no file '/dev/ttyUSB0')",
            "the radio does not answer (no file 'the radio')",
        ),
        ("tcp:10.0.0.9:4403", "the radio fell silent", "the radio fell silent"),
    ],
)
def test_nobody_is_told_where_the_radio_is(address: str, why: str, told: str) -> None:
    assert without_place(why, RadioAddress.parse(address)) == told
