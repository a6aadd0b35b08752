"""What crosses the air in words, a line a packet."""

from __future__ import annotations

from radio.codec import decode
from radio.frame import DigestFrame, FragmentFrame, RecordsFrame, RequestFrame
from radio.simulator.air import Transmission
from radio.wire import MalformedFrame


def describe(sent: Transmission, payload: bytes | None) -> str:
    """One line about what crossed the air."""
    reached = [str(each + 1) for each in sent.received_by]
    lost = [f"{each + 1} {why.value}" for each, why in sorted(sent.lost_by.items())]
    path = f"radio {sent.transmitter + 1} → {', '.join(reached) or 'nobody'}"
    missed = f"  (missed: {'; '.join(lost)})" if lost else ""
    what = _words(payload) + (" repeated" if sent.is_relay else "")
    return (
        f"air    {path}  {what}, {sent.on_air_bytes} B, {sent.airtime_s:.2f} s{missed}"
    )


def _words(payload: bytes | None) -> str:
    try:
        frame = decode(payload) if payload is not None else None
    except MalformedFrame:
        frame = None
    match frame:
        case RecordsFrame():
            count = len(frame.records)
            return f"{count} record{'' if count == 1 else 's'}"
        case DigestFrame():
            return f"digest of {len(frame.followed)}"
        case RequestFrame():
            return f"request for {sum(span.count for span in frame.spans)}"
        case FragmentFrame():
            return f"fragment {frame.index + 1} of {frame.total}"
    return "another packet"
