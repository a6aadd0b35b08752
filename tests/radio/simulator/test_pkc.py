"""Messages for one pair of eyes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from radio.simulator.packet import AirPacket
from radio.simulator.pkc import OVERHEAD_BYTES, KeyPair

ANNA, BEN, EVE = (KeyPair(bytes([number]) * 32) for number in (1, 2, 3))
EXTRA = b"nonc"


def _sent(plain: bytes) -> AirPacket:
    header = AirPacket(sender=1, to=2, packet_id=7, hop_limit=3, hop_start=3)
    payload = ANNA.seal(header, BEN.public, plain, EXTRA)
    return AirPacket(1, 2, 7, 3, 3, payload=payload)


@given(st.binary(max_size=220))
def test_the_recipient_reads_what_was_sealed(plain):
    packet = _sent(plain)

    assert len(packet.payload) == len(plain) + OVERHEAD_BYTES
    if plain:
        assert BEN.open(packet, ANNA.public) == plain


def test_nobody_else_reads_it_or_takes_it_for_anothers():
    packet = _sent(b"for Ben")

    assert EVE.open(packet, ANNA.public) is None
    assert BEN.open(packet, EVE.public) is None


@given(st.binary(max_size=255))
def test_bytes_from_nowhere_are_no_message(payload):
    packet = AirPacket(1, 2, 7, 3, 3, payload=payload)

    assert BEN.open(packet, ANNA.public) is None
