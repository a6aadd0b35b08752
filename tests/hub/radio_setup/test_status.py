"""What `porchlight radio status` says."""

from __future__ import annotations

import json
from dataclasses import replace

from hub.radio_setup.status import as_json, as_lines
from radio.bearer import RadioAddress
from radio.radio_changes import Change
from radio.radio_settings import RadioChannel, RadioReport
from tests.radio.radio_settings import SHOP

KEY = bytes(range(32))
SETTINGS = replace(
    SHOP,
    region="EU_868",
    long_name="14 Elm Street",
    short_name="14ES",
    pin=735219,
    channels=(RadioChannel("neighbours", KEY), RadioChannel("x", b"\x01")),
)
REPORT = RadioReport(
    settings=SETTINGS,
    node="!1a2b3c4d",
    firmware="2.7.26",
    hardware="HELTEC_V3",
    managed=False,
    battery_percent=87,
    powered=False,
    queue_free=15,
    queue_size=16,
)
AT = RadioAddress("serial", "/dev/ttyACM0")


def test_a_person_reads_how_it_stands_line_by_line() -> None:
    told = "\n".join(as_lines(AT, REPORT, [Change("role", "ROUTER", "CLIENT", "why")]))

    for words in ("2.7.26", "EU_868", "14 Elm Street (14ES)", "87 %", "15 of 16"):
        assert words in told
    assert "neighbours, private key" in told
    assert "x, published key" in told
    assert "role: ROUTER -> CLIENT (why)" in told


def test_programs_get_the_same() -> None:
    told = as_json(AT, REPORT, [])

    assert told["battery"] == {"percent": 87, "powered": False}
    assert [each["private"] for each in told["channels"]] == [True, False]
    assert told["to_change"] == []


def test_no_key_and_no_pin_is_in_it() -> None:
    told = "".join(as_lines(AT, REPORT, [])) + json.dumps(as_json(AT, REPORT, []))

    assert KEY.hex() not in told
    assert "735219" not in told
