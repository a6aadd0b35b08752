"""Texts of people's radios in Meshtastic's packets: which are for us, and how long one
of ours is on the air; the library itself does not enter.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Any

from radio.carriage import frame_in_text
from radio.meshtastic_reports import hops_of
from radio.texts import TextHeard, TextToSend, Way

TEXT_PORT = 1
BROADCAST = 0xFFFF_FFFF

HEADER_BYTES, BIT_FIELD_BYTES, PORT_BYTES, REPLY_BYTES = 16, 2, 2, 5
SEALED_BYTES = 12
"""What a direct message's seal takes (radio/meshtastic: PKC overhead)."""

SIGNATURE_BYTES, MOST_ON_AIR_BYTES = 66, 255
"""Firmware that signs does so with every broadcast that leaves room for it."""

MOST_KNOWN = 256
"""Hubs, radios with a known key, and texts that are remembered, each: the oldest is
forgotten. A town has not so many hubs, and strangers are not to fill the memory."""


KEY_HASH_BYTES = 8


class Bounded:
    """A set of the numbers that came last."""

    def __init__(self) -> None:
        self._numbers: OrderedDict[object, None] = OrderedDict()

    def add(self, number: object) -> bool:
        """Remember it; False: it is known."""
        known = number in self._numbers
        self._numbers[number] = None
        self._numbers.move_to_end(number)
        if len(self._numbers) > MOST_KNOWN:
            self._numbers.popitem(last=False)
        return not known

    def __contains__(self, number: object) -> bool:
        return number in self._numbers


class HeardRadios:
    """What is remembered of other radios, over reconnections: numbers, nothing else."""

    def __init__(self) -> None:
        """Begins with nobody."""
        self.hubs = Bounded()
        """Whose packets carried frames on the hubs' channel."""
        self.with_keys = Bounded()
        """Whose direct messages came sealed with their own key: ours can go so too."""
        self._texts = Bounded()

    def text_in(
        self, packet: Any, own: int, neighbours: int | None
    ) -> TextHeard | None:
        """The text that a packet brings for us, for the first time.

        None: it is none, or for others, or a hub's frame in the shape of a text.
        `own` is our radio's number, `neighbours` the index of the neighbours' channel.
        """
        sender = getattr(packet, "from")
        direct = packet.to == own
        on_channel = packet.to == BROADCAST and packet.channel == neighbours
        if sender in (0, own, BROADCAST) or not (direct or on_channel):
            return None
        payload = bytes(packet.decoded.payload)
        if packet.decoded.portnum != TEXT_PORT or frame_in_text(payload) is not None:
            return None
        if packet.decoded.emoji:  # a thumb up under somebody's text
            return None
        # A radio that has started again knows no more what it has heard before.
        if not payload or not self._texts.add((sender, packet.id)):
            return None
        return self._text(packet, direct=direct)

    def _text(self, packet: Any, *, direct: bool) -> TextHeard:
        sender = getattr(packet, "from")
        verified = direct and packet.pki_encrypted and len(packet.public_key) > 0
        if verified:
            self.with_keys.add(sender)
        measured = packet.rx_snr or packet.rx_rssi
        return TextHeard(
            radio=sender,
            packet=packet.id,
            text=bytes(packet.decoded.payload).decode(errors="replace"),
            way=Way.DIRECT if direct else Way.CHANNEL,
            verified=bool(verified),
            answers=packet.decoded.reply_id or None,
            snr_db=packet.rx_snr if measured else None,
            hops=hops_of(packet.hop_start, packet.hop_limit),
            from_hub=sender in self.hubs,
            key=_hash_of(packet.public_key) if verified else b"",
        )


def _hash_of(key: bytes) -> bytes:
    return hashlib.blake2b(key, digest_size=KEY_HASH_BYTES).digest()


def text_octets(text: TextToSend, *, signing: bool) -> int:
    """How many bytes of a text are on the air, all told."""
    size = len(text.text.encode())
    payload = size + (2 if size < 128 else 3)
    reply = REPLY_BYTES if text.answers else 0
    plain = HEADER_BYTES + PORT_BYTES + payload + BIT_FIELD_BYTES + reply
    if text.to is not None:
        return plain + SEALED_BYTES
    signed = plain + SIGNATURE_BYTES
    return signed if signing and signed <= MOST_ON_AIR_BYTES else plain
