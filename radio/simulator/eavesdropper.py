"""Who sent which frame when, and who received it: what an observer of the air notes."""

from __future__ import annotations

from dataclasses import dataclass

from radio.codec import decode
from radio.keys import Keyring, NetworkKey
from radio.seal import unseal
from radio.simulator.air import Transmission
from radio.simulator.hub_radio import frame_in


@dataclass(frozen=True, slots=True)
class SentFrame:
    """One transmission; radios are named by index.

    `hub`: whose frame it is; `radio`: who transmitted it, another one if `is_relay`;
    `kind`: the frame's type in lower case.
    """

    time_s: float
    radio: int
    hub: int
    kind: str
    airtime_s: float
    is_relay: bool
    received_by: tuple[int, ...]


class Eavesdropper:
    """Reads the hubs' frames with the network's key."""

    def __init__(self, key: NetworkKey) -> None:
        self._keys = Keyring(key)
        self._known: dict[tuple[int, int], tuple[int, str]] = {}

    def note(self, sent: Transmission) -> SentFrame:
        """That transmission, in the hubs' words."""
        packet = sent.packet
        known = self._known.get(packet.key)
        if known is None:
            known = (sent.transmitter, self._kind(frame_in(packet.payload)))
            self._known[packet.key] = known
        hub, kind = known
        return SentFrame(
            time_s=sent.time_s,
            radio=sent.transmitter,
            hub=hub,
            kind=kind,
            airtime_s=sent.airtime_s,
            is_relay=sent.is_relay,
            received_by=sent.received_by,
        )

    def _kind(self, octets: bytes) -> str:
        opened = unseal(octets, self._keys)
        frame = decode(opened.head, opened.sender, opened.body)
        return type(frame).__name__.removesuffix("Frame").lower()
