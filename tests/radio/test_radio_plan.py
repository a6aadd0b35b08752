"""What a hub's radio should be set to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.radio_plan import CannotPlan, Wish, check, short_name_of, wanted
from radio.radio_settings import RadioChannel, RadioReport, RadioSettings
from tests.radio.radio_settings import CHANNELS, KEYS, PIN, SETTINGS, SHOP, WISH


def _report(settings: RadioSettings, *, managed: bool = False) -> RadioReport:
    return RadioReport(settings, "!1", "2.7.26", "", managed, None, False, None, None)


@given(SETTINGS)
def test_what_is_set_up_once_stays_as_it_is(now: RadioSettings) -> None:
    once = wanted(now, WISH)

    assert wanted(once, WISH) == once
    assert wanted(once, Wish(KEYS, 555_555)) == once


@given(SETTINGS)
def test_whatever_it_was_a_hub_s_radio_is_private_and_lawful(
    now: RadioSettings,
) -> None:
    then = wanted(now, WISH)

    check(_report(then), then)
    assert [each.name for each in then.channels[:2]] == ["neighbours", "porchlight"]
    assert all(each.position_bits == 0 for each in then.channels)
    assert not any(each.on_internet for each in then.channels)
    off = (then.mqtt, then.ok_to_mqtt, then.breaks_duty_cycle, then.ham)
    assert not any(off)
    assert (then.role, then.rebroadcast, then.hop_limit) == ("CLIENT", "ALL", 3)
    assert then.pairing == "RANDOM_PIN" or then.has_pin_of_its_own


@given(st.lists(CHANNELS, max_size=8).map(tuple))
def test_other_private_channels_are_kept_or_nothing_is_done(
    channels: tuple[RadioChannel, ...],
) -> None:
    ours = ("neighbours", "porchlight")
    others = [
        (each.name, each.key)
        for each in channels
        if each.has_private_key and each.name not in ours
    ]

    try:
        then = wanted(replace(SHOP, channels=channels), WISH)
    except CannotPlan:
        assert len(others) > 6
        return

    assert [(each.name, each.key) for each in then.channels[2:]] == others


def test_the_neighbours_channel_is_the_first_since_it_sets_the_frequency() -> None:
    as_before = (
        RadioChannel("porchlight", KEYS.hubs),
        RadioChannel("neighbours", KEYS.neighbours),
    )

    then = wanted(replace(SHOP, channels=as_before), WISH)

    assert then.channels == as_before[::-1]


def test_a_region_is_never_guessed() -> None:
    then = wanted(SHOP, replace(WISH, region=None))

    assert then.region == "UNSET"
    with pytest.raises(CannotPlan, match="region"):
        check(_report(SHOP), then)


def test_what_is_not_asked_for_stays() -> None:
    now = replace(
        SHOP,
        region="US",
        preset="MEDIUM_FAST",
        long_name="14 Elm",
        short_name="E",
        node_info_interval_s=18_000,
    )

    then = wanted(now, Wish(KEYS, PIN))

    assert (then.region, then.preset) == ("US", "MEDIUM_FAST")
    assert (then.long_name, then.short_name) == ("14 Elm", "E")
    assert then.node_info_interval_s == 18_000


def test_a_frequency_slot_of_another_network_goes_and_one_asked_for_stays() -> None:
    elsewhere = replace(SHOP, frequency_slot=20)

    assert wanted(elsewhere, WISH).frequency_slot == 0
    chosen = wanted(elsewhere, replace(WISH, frequency_slot=7))
    assert chosen.frequency_slot == 7
    assert wanted(chosen, WISH).frequency_slot == 7


@pytest.mark.parametrize(("pairing", "pin"), [("FIXED_PIN", 123456), ("NO_PIN", 0)])
def test_a_pin_that_everybody_knows_is_replaced(pairing: str, pin: int) -> None:
    then = wanted(replace(SHOP, pairing=pairing, pin=pin), WISH)

    assert (then.pairing, then.pin) == ("FIXED_PIN", PIN)


@pytest.mark.parametrize(("pairing", "pin"), [("FIXED_PIN", 4), ("RANDOM_PIN", 123456)])
def test_a_pin_of_its_own_is_kept(pairing: str, pin: int) -> None:
    then = wanted(replace(SHOP, pairing=pairing, pin=pin), WISH)

    assert (then.pairing, then.pin) == (pairing, pin)


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * 40, "ü" * 20, "a\nb", "\x1b[2J", "\udcff"]
)
def test_a_name_that_does_not_fit_is_refused(name: str) -> None:
    with pytest.raises(CannotPlan, match="39 bytes"):
        wanted(SHOP, replace(WISH, name=name))


@pytest.mark.parametrize("name", ["", "12345", "üüü"])
def test_a_short_name_that_does_not_fit_is_refused(name: str) -> None:
    with pytest.raises(CannotPlan, match="4 bytes"):
        wanted(SHOP, replace(WISH, short_name=name))


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("14 Elm Street", "14ES"),
        ("Porchlight", "Porc"),
        ("榆树街 14 号", "榆1"),
        ("é", "é"),
    ],
)
def test_a_short_name_is_made_of_the_long_one(name: str, short: str) -> None:
    assert short_name_of(name) == short


@given(st.text(min_size=1, max_size=60))
def test_a_short_name_made_always_fits(name: str) -> None:
    assert len(short_name_of(name).encode(errors="replace")) <= 4


def test_a_radio_that_others_manage_is_left_alone() -> None:
    with pytest.raises(CannotPlan, match="managed"):
        check(_report(SHOP, managed=True), wanted(SHOP, WISH))


def test_nothing_is_ever_set_to_a_published_key() -> None:
    then = replace(wanted(SHOP, WISH), channels=(RadioChannel("neighbours", b"\x01"),))

    with pytest.raises(CannotPlan, match="published"):
        check(_report(SHOP), then)


def test_no_key_and_no_pin_is_in_a_repr() -> None:
    shown = repr(wanted(SHOP, WISH)) + repr(WISH)

    assert str(PIN) not in shown
    assert repr(KEYS.hubs) not in shown
    assert repr(KEYS.neighbours) not in shown
