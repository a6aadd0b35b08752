"""What crosses the air in words, a line a packet."""

from __future__ import annotations

from collections.abc import Callable

from radio.codec import (
    DIGEST,
    FRAGMENT,
    KINDS,
    RECORDS,
    REQUEST,
    SHORT_DIGEST,
    VERSION,
    decode,
)
from radio.frame import (
    DigestFrame,
    FragmentFrame,
    Frame,
    PassedFrame,
    RecordsFrame,
    RequestFrame,
    ShortDigestFrame,
)
from radio.keys import Keyring
from radio.seal import LEAST_BYTES, SealBroken, unseal
from radio.simulator.air import Transmission
from radio.wire import MalformedFrame

SEALED = {
    RECORDS: "records",
    DIGEST: "full digest",
    REQUEST: "request",
    FRAGMENT: "fragment",
    SHORT_DIGEST: "digest",
}
"""What the first byte tells who has no key."""


def describe(
    sent: Transmission,
    payload: bytes | None,
    read: Callable[[bytes], Frame | None] = lambda _payload: None,
) -> str:
    """One line about what crossed the air. `read` opens what can be opened."""
    reached = [str(each + 1) for each in sent.received_by]
    lost = [f"{each + 1} {why.value}" for each, why in sorted(sent.lost_by.items())]
    path = f"radio {sent.transmitter + 1} → {', '.join(reached) or 'nobody'}"
    missed = f"  (missed: {'; '.join(lost)})" if lost else ""
    what = words(payload or b"", read) + (" repeated" if sent.is_relay else "")
    return (
        f"air    {path}  {what}, {sent.on_air_bytes} B, {sent.airtime_s:.2f} s{missed}"
    )


def reading(keys: Keyring) -> Callable[[bytes], Frame | None]:
    """Opens the frames of hubs that have these keys; None for anything else."""

    def read(payload: bytes) -> Frame | None:
        try:
            opened = unseal(payload, keys)
            return decode(opened.head, opened.sender, opened.body)
        except (SealBroken, MalformedFrame):
            return None

    return read


def words(payload: bytes, read: Callable[[bytes], Frame | None]) -> str:
    """What is in one packet; of a frame that can't be opened, what its head tells."""
    frame = read(payload)
    if frame is not None:
        return _words_of(frame)
    if len(payload) >= LEAST_BYTES and payload[0] >> 4 == VERSION:
        return f"sealed {SEALED.get(payload[0] & KINDS, 'frame')}"
    return "another packet"


def _words_of(frame: Frame) -> str:
    match frame:
        case RecordsFrame(records=records):
            return f"{len(records)} record{'' if len(records) == 1 else 's'}"
        case DigestFrame(followed=followed):
            return f"full digest of {len(followed)}"
        case ShortDigestFrame():
            return "digest"
        case RequestFrame(spans=spans):
            return f"request for {sum(span.count for span in spans)}"
        case PassedFrame(spans=spans):
            return f"word that {sum(span.count for span in spans)} have passed"
        case FragmentFrame(index=index, total=total):
            return f"fragment {index + 1} of {total}"
