"""What frames cost on the air: bytes and LONG_FAST airtime, a JSON object a line.

Packet bytes count Meshtastic's header and wrapping, and firmware 2.8's signature where
it adds one.
"""

from __future__ import annotations

import json
import random
import statistics
from pathlib import Path

from hub.domain.categories import CATEGORIES
from hub.domain.changes import USUAL_LIFETIMES, Kind, Posted, Urgency
from hub.mesh.packing import pack
from radio.airtime import PRESETS, airtime_s
from radio.carriage import MAX_PAYLOAD_BYTES as MAX_FRAME_BYTES
from radio.codec import SEAL_BYTES, encode, frame_bytes
from radio.digest_codec import shorten
from radio.digests import Digests
from radio.frame import DigestFrame, Followed, Frame, RecordsFrame, ShortDigestFrame
from radio.holdings import Holdings
from radio.meshtastic_bearer import PACKET_OVERHEAD_BYTES
from radio.padding import FIRMWARE_2_8, UNSIGNED, Signing
from radio.record import AgedRecord, Record

HELD_OUT = Path(__file__).parent / "radio" / "needs-and-offers.tsv"
ORIGIN = 0x5EF68B93
POST_BYTES = 34
CLAIM_BYTES = 8
LONG_FAST = PRESETS["LONG_FAST"]


def main() -> None:
    """Every measurement."""
    for count in range(1, 9):
        whole_posts(count)
    for count in range(1, 9):
        for part, size in enumerate(_packets(count), 1):
            frame = batch(size, POST_BYTES)
            say(f"posts of {POST_BYTES} bytes", frame, records=count, part=part)
    for count in (1, 2, 4, 8):
        say(f"claims of {CLAIM_BYTES} bytes", batch(count, CLAIM_BYTES), records=count)
    say("a claim beside four posts", beside_posts(), records=5)
    for hubs in (5, 20, 50, 200):
        for form in ("short", "full"):
            for part, frame in enumerate(parts(hubs, full=form == "full"), 1):
                say(f"digest in {form}", frame, hubs=hubs, part=part)


def whole_posts(count: int) -> None:
    """Batches of so many needs of exactly 80 English letters."""
    lines = HELD_OUT.read_text("utf-8").splitlines()
    texts = [text for each in lines if (text := each.removeprefix("en\t")) != each]
    payloads = [pack(need(text)) for text in texts if len(text) == 80]
    starts = range(len(payloads) - count + 1)
    frames = [_frame_of(payloads[start : start + count]) for start in starts]
    sizes = [frame_bytes(frame) for frame in frames]
    airtimes = [airtime_s(each + PACKET_OVERHEAD_BYTES, LONG_FAST) for each in sizes]
    line = {
        "measurement": "needs of 80 English letters, from text to frame",
        "records": count,
        "batches": len(frames),
        "payload_bytes_mean": round(statistics.mean(sizes), 1),
        "payload_bytes_max": max(sizes),
        "bytes_a_post": round(statistics.mean(sizes) / count, 1),
        "long_fast_s_a_post": round(statistics.mean(airtimes) / count, 3),
        "fits": max(sizes) <= MAX_FRAME_BYTES,
    }
    print(json.dumps(line), flush=True)  # noqa: T201


def need(text: str) -> Posted:
    """A need for four people, with everything else as usual."""
    usual = USUAL_LIFETIMES[Urgency.TODAY]
    category = CATEGORIES["food"]
    return Posted(Kind.NEED, category, Urgency.TODAY, text, None, 4, usual)


def _frame_of(payloads: list[bytes]) -> RecordsFrame:
    records = (Record(ORIGIN, 300 + n, each) for n, each in enumerate(payloads))
    return RecordsFrame(ORIGIN, tuple(AgedRecord(each, 2.0) for each in records))


def _packets(count: int) -> list[int]:
    """How many of so many posts go into each packet."""
    sizes = {n: frame_bytes(batch(n, POST_BYTES)) for n in range(1, 9)}
    most = max(n for n, size in sizes.items() if size <= MAX_FRAME_BYTES)
    return [min(most, count - start) for start in range(0, count, most)]


def batch(count: int, payload_bytes: int) -> RecordsFrame:
    """So many fresh records of one hub, of which it wrote a few hundred before."""
    return RecordsFrame(
        ORIGIN,
        tuple(
            AgedRecord(Record(ORIGIN, 300 + n, bytes([n + 1]) * payload_bytes), 3.0 * n)
            for n in range(count)
        ),
    )


def beside_posts() -> RecordsFrame:
    """A claim that travels with four posts."""
    claim = AgedRecord(Record(ORIGIN, 304, b"c" * CLAIM_BYTES), 0.0)
    return RecordsFrame(ORIGIN, (*batch(4, POST_BYTES).records, claim))


def _upto(hubs: int) -> dict[int, int]:
    rng = random.Random(hubs)
    origins = sorted(rng.sample(range(1, 2**32), hubs))
    return {origin: rng.randint(100, 500) for origin in origins}


def digest_of(hubs: int) -> tuple[DigestFrame, ShortDigestFrame]:
    """A whole digest of so many hubs with a few hundred records each, both ways."""
    upto = _upto(hubs)
    followed = tuple(Followed(*each) for each in upto.items())
    full = DigestFrame(followed[0].origin, followed)
    return full, shorten(full, tuple(upto))


def parts(hubs: int, *, full: bool) -> list[Frame]:
    """The same as a hub sends it, a packet each."""
    holdings = Holdings()
    for origin, last in _upto(hubs).items():
        for sequence in range(1, last + 1):
            holdings.add(AgedRecord(Record(origin, sequence, b"x"), 0.0), 0.0)
    digests = Digests(next(iter(_upto(hubs))), holdings)
    if full:
        digests.read(DigestFrame(1, (), asks=True))
    said: list[Frame] = []
    while not said or digests.due or (full and digests.needed):
        if not digests.due:
            digests.say()
        frame = digests.next_frame(MAX_FRAME_BYTES)
        if frame is not None:
            said.append(frame)
    return said


def say(measurement: str, frame: Frame, **figures: object) -> None:
    """Print what one frame costs, by firmware."""
    line = {
        "measurement": measurement,
        **figures,
        "frame_bytes": frame_bytes(frame),
        "firmware_2_7": _on_air(frame, UNSIGNED, UNSIGNED),
        "firmware_2_8": _on_air(frame, FIRMWARE_2_8, FIRMWARE_2_8),
        "firmware_2_8_not_filled": _on_air(frame, UNSIGNED, FIRMWARE_2_8),
    }
    print(json.dumps(line), flush=True)  # noqa: T201


def _on_air(frame: Frame, filled_for: Signing, radio: Signing) -> dict[str, float]:
    payload = SEAL_BYTES + len(encode(frame, filled_for).body)
    packet = radio.on_air(payload) + PACKET_OVERHEAD_BYTES
    return {
        "payload_bytes": payload,
        "packet_bytes": packet,
        "long_fast_s": round(airtime_s(packet, LONG_FAST), 3),
    }


if __name__ == "__main__":
    main()
