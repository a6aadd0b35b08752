"""Calls for help: answered and posted, whatever else the hub has been texted."""

from __future__ import annotations

import pytest

from hub.mesh.texting.guard import ALL_SOS_WRITES
from radio.texts import TextHeard, Way
from tests.hub.mesh.texting.limits import most_in
from tests.hub.mesh.texting.street import Hub, Street

ANA = 0xA1


def _words(hub: Hub) -> list[str]:
    return [each.post.posted.text for each in hub.posts()]


def _texts(
    street: Street, hub: Hub, radios: range, text: str, gap_s: float, *, sure: bool
) -> None:
    """Each of those radios says that, one after the other."""
    for packet, radio in enumerate(radios, 50_000):
        street.now += gap_s
        name = text.format(packet)
        heard = TextHeard(radio, packet, name, Way.DIRECT, verified=sure)
        hub.desk.hear(heard, street.now)


def test_a_call_for_help_goes_up_whatever_made_up_radios_used_up(
    street: Street, hub: Hub
) -> None:
    _texts(street, hub, range(0x3000, 0x301E), "OK", 20.0, sure=False)

    assert street.ask(ANA, "SOS fire floor 3")
    assert _words(hub) == ["fire floor 3"]


def test_a_muted_radio_may_still_call_for_help(street: Street, hub: Hub) -> None:
    for number in range(12):
        street.text(ANA, f"LIST food {number}", hub)
        street.run(1)

    assert street.ask(ANA, "LIST", hub) == ""
    assert "fire" in street.ask(ANA, "SOS fire floor 3", hub)


@pytest.mark.parametrize("direct", [True, False])
def test_who_is_afraid_and_repeats_a_call_for_help_is_answered_each_time(
    street: Street, hub: Hub, *, direct: bool
) -> None:
    to = hub if direct else None
    said = ["SOS", "SOS", "SOS smoke", "SOS smoke", "SOS smoke on floor 3"]
    answers = [street.ask(ANA, each, to) for each in [*said, "SOS smoke, two children"]]

    assert all(answers)
    assert not any("a lot" in each for each in answers)
    assert _words(hub) == ["smoke", "smoke on floor 3", "smoke, two children"]


def test_what_was_said_already_uses_up_nothing(street: Street, hub: Hub) -> None:
    for _ in range(12):
        street.text(ANA, "SOS smoke", hub)
        street.run(200)

    assert "fire" in street.ask(ANA, "SOS fire", hub)


def test_calls_for_help_of_made_up_radios_have_a_limit(
    street: Street, hub: Hub
) -> None:
    _texts(street, hub, range(0x3000, 0x3200), "SOS fire {}", 0.5, sure=False)

    assert len(hub.posts()) <= most_in(256.0, ALL_SOS_WRITES)
    assert street.ask(ANA, "SOS fire floor 3", hub)
