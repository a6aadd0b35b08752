"""What grows from the network's key for other uses."""

from __future__ import annotations

from radio.keys import Keyring, NetworkKey

ONE, TWO = NetworkKey(bytes(range(32))), NetworkKey(bytes(range(1, 33)))


def test_all_hubs_of_a_network_come_to_the_same_channel_keys() -> None:
    again = NetworkKey(bytes(range(32)))

    assert ONE.channel_key("neighbours") == again.channel_key("neighbours")
    assert len(ONE.channel_key("neighbours")) == 32


def test_channels_and_networks_have_keys_of_their_own() -> None:
    grown = {
        key.channel_key(name)
        for key in (ONE, TWO)
        for name in ("neighbours", "porchlight")
    }

    assert len(grown) == 4
    assert bytes(range(32)) not in grown


def test_what_a_channel_s_key_grows_from_is_pinned() -> None:
    """Another result would part hubs of one network that are not of one version."""
    pinned = "54c0856792a463098e55cbb91eca735f5a428776f3f5a673c68d202aeb08caa9"

    assert ONE.channel_key("neighbours").hex() == pinned


def test_channels_stay_while_a_network_goes_over_to_another_key() -> None:
    before, during = Keyring(ONE, following=TWO), Keyring(TWO, previous=ONE)

    assert before.eldest is during.eldest is ONE
    assert Keyring(TWO).eldest is TWO
