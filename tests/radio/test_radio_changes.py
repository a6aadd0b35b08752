"""What is told of the difference between what a radio is and what it should be."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given

from radio.radio_changes import _SETTINGS, advice, changes, in_words
from radio.radio_plan import Wish, wanted
from radio.radio_settings import RadioChannel, RadioSettings
from tests.radio.radio_settings import KEYS, PIN, SETTINGS, SHOP, WISH


@given(SETTINGS, SETTINGS)
def test_nothing_is_told_just_when_nothing_differs(
    one: RadioSettings, other: RadioSettings
) -> None:
    assert (changes(one, other) == []) == (one == other)
    assert changes(one, one) == []


def test_every_setting_has_words() -> None:
    told = {name for each in _SETTINGS for name in each.fields}

    assert told | {"channels"} == {each.name for each in fields(RadioSettings)}


@given(SETTINGS)
def test_no_key_and_no_pin_is_ever_told(now: RadioSettings) -> None:
    now = replace(now, pin=654_321, long_name="a", short_name="b")
    then = wanted(now, replace(WISH, name="c"))

    told = "".join(map(str, changes(now, then))) + "".join(map(str, changes(then, now)))

    assert str(PIN) not in told
    assert "654321" not in told
    for channel in now.channels + then.channels:
        if channel.has_private_key:
            assert channel.key.hex() not in told


def test_a_radio_from_the_shop_is_told_of_line_by_line() -> None:
    told = [str(each) for each in changes(SHOP, wanted(SHOP, WISH))]

    assert (
        told[0] == "region: UNSET -> EU_868 (the law there says how much it may send)"
    )
    assert any(
        "the PIN that every new radio has -> a PIN of its own" in t for t in told
    )
    assert "published key, tells where it is -> neighbours, private key" in told[-2]
    assert "channel 1: none -> porchlight, private key" in told[-1]


def test_control_characters_of_a_name_are_not_played_on_the_terminal() -> None:
    assert "\x1b" not in in_words(RadioChannel("\x1b[2J", b""))
    now = replace(SHOP, long_name="\x1b]0;x\x07")
    assert "\x1b" not in "".join(map(str, changes(now, wanted(now, WISH))))


def test_keys_can_be_compared_by_name_and_their_names_differ() -> None:
    one, other = (RadioChannel("", key) for key in (KEYS.hubs, KEYS.neighbours))

    assert one.key_name != other.key_name
    assert len(one.key_name) == 4
    assert one.key_name not in one.key.hex()


def test_without_the_network_s_key_published_and_missing_channels_are_told() -> None:
    told = [each.what for each in advice(SHOP, Wish(None, PIN))]

    assert told[0] == "region"
    assert {"channel 0", "hubs' channel", "channel 0, the primary"} <= set(told)


@given(SETTINGS)
def test_a_region_is_told_of_once(now: RadioSettings) -> None:
    told = [each.what for each in advice(now, WISH)]

    assert told.count("region") == (now.region != WISH.region)


@pytest.mark.parametrize("keys", [KEYS, None])
def test_to_a_radio_that_is_set_up_nothing_is_advised(keys: object) -> None:
    then = wanted(SHOP, WISH)

    assert advice(then, replace(WISH, keys=keys, name=None)) == []
