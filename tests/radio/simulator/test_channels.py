"""Channel hashes and the cipher, held to the Meshtastic library's own figures."""

from __future__ import annotations

import pytest
from meshtastic.util import generate_channel_hash

from radio.simulator.channels import PUBLISHED_KEY, Channel
from radio.simulator.packet import BROADCAST, AirPacket

HEADER = AirPacket(
    sender=0x1234_5678, to=BROADCAST, packet_id=7, hop_limit=3, hop_start=3
)


@pytest.mark.parametrize(
    ("name", "key"),
    [("LongFast", b"\x01"), ("porchlight", bytes(range(32))), ("", b"k" * 16)],
)
def test_the_hash_is_the_librarys(name, key):
    assert Channel(name, key).hash == generate_channel_hash(name, key)


def test_the_hash_of_the_default_channel_is_8():
    assert Channel("LongFast", b"\x01").hash == 8


def test_a_one_byte_key_selects_a_published_one():
    assert Channel("", b"\x01").cipher_key == PUBLISHED_KEY
    assert Channel("", b"\x02").cipher_key == PUBLISHED_KEY[:-1] + b"\x02"
    assert Channel("", b"\x00").cipher_key == b""


@pytest.mark.parametrize("length", [0, 1, 2, 16, 17, 32, 100])
def test_any_key_deciphers_what_it_enciphered_at_the_same_length(length):
    channel = Channel("a", b"k" * length)

    sealed = channel.cipher(HEADER, b"need water")

    assert channel.cipher(HEADER, sealed) == b"need water"
    assert len(sealed) == 10


def test_another_packet_id_gives_other_bytes():
    channel = Channel("a", b"k" * 32)
    later = AirPacket(HEADER.sender, BROADCAST, 8, 3, 3)

    assert channel.cipher(HEADER, b"need water") != channel.cipher(later, b"need water")
