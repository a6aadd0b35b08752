"""Which channel is for what: never one whose key everybody knows."""

from __future__ import annotations

import pytest
from meshtastic.protobuf import channel_pb2

from radio.meshtastic_channels import Channels, channels_in, is_private

Role = channel_pb2.Channel.Role
PUBLISHED = bytes.fromhex("d4f1bb3a20290759f0bcffabcf4e6901")
OURS, THEIRS, OTHER = bytes(range(32)), bytes(range(1, 33)), bytes(range(2, 18))


def _channels(*told: tuple[str, bytes]) -> list[channel_pb2.Channel]:
    """The first is the primary one."""
    channels = [channel_pb2.Channel(index=index) for index in range(8)]
    for channel, (name, key) in zip(channels, told, strict=False):
        channel.role = Role.SECONDARY if channel.index else Role.PRIMARY
        channel.settings.name = name
        channel.settings.psk = key
    return channels


def test_channels_are_known_by_their_names() -> None:
    told = _channels(("", b"\1"), ("neighbours", THEIRS), ("porchlight", OURS))

    assert channels_in(told) == Channels(hubs=2, neighbours=1)


def test_a_private_primary_channel_is_the_neighbours() -> None:
    told = _channels(("Elm Street", OTHER), ("porchlight", OURS))

    assert channels_in(told) == Channels(hubs=1, neighbours=0)


def test_a_public_primary_channel_is_nobodys() -> None:
    told = _channels(("", b"\1"), ("porchlight", OURS))

    assert channels_in(told) == Channels(hubs=1, neighbours=None)


@pytest.mark.parametrize("key", [b"", b"\1", PUBLISHED, PUBLISHED[:-1] + b"\7"])
def test_a_neighbours_channel_that_everybody_can_read_is_none(key: bytes) -> None:
    told = _channels(("", b"\1"), ("porchlight", OURS), ("neighbours", key))

    assert channels_in(told) == Channels(hubs=1, neighbours=None, published=True)


@pytest.mark.parametrize("key", [b"", b"\1", PUBLISHED])
def test_frames_go_on_no_channel_that_everybody_can_read(key: bytes) -> None:
    told = _channels(("", b"\1"), ("porchlight", key))

    assert channels_in(told) == Channels(hubs=None, neighbours=None, published=True)


def test_the_one_private_channel_is_the_hubs() -> None:
    told = _channels(("Elm Street", OURS))

    assert channels_in(told) == Channels(hubs=0, neighbours=None)


def test_the_neighbours_channel_is_never_the_hubs() -> None:
    told = _channels(("", b"\1"), ("neighbours", THEIRS))

    assert channels_in(told) == Channels(hubs=None, neighbours=1)


def test_a_channel_that_is_off_is_none() -> None:
    told = _channels(("", b"\1"), ("porchlight", OURS))
    told[1].role = Role.DISABLED

    assert channels_in(told) == Channels(hubs=None, neighbours=None)


def test_keys_that_are_told_to_few_are_private() -> None:
    assert is_private(OURS)
    assert is_private(OTHER)
    assert not is_private(bytes(15))
