"""Looks for damage in the middle of SQLite's log, which SQLite takes for its end.

SQLite reads its log up to the first frame that does not fit and forgets the rest: right
after a power cut, when at most one commit was under way, and wrong for a flipped bit
with whole commits behind it. The layout: https://sqlite.org/fileformat2.html#walformat
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hub.store.damage import StoreDamaged

HEADER = struct.Struct(">8I")
"""Magic, version, page size, checkpoint, two salts, two checksums."""

FRAME = struct.Struct(">6I")
"""Page, size of the database after a commit or 0, two salts, two checksums."""

MAGIC = 0x377F0682
"""Its last bit says in which order the checksums take the bytes."""

UNDER_WAY = 1
"""Commits that a power cut can leave behind a broken frame."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """One page in the log; `commits` where a commit ends with it."""

    head: bytes
    page: bytes

    @property
    def commits(self) -> bool:
        return bool(FRAME.unpack(self.head)[1])

    @property
    def salts(self) -> tuple[int, ...]:
        return FRAME.unpack(self.head)[2:4]

    @property
    def sums(self) -> tuple[int, ...]:
        return FRAME.unpack(self.head)[4:6]


def check_log(main: Path) -> None:
    """Raise StoreDamaged where the log beside that file lost more than its end."""
    try:
        octets = main.with_name(main.name + "-wal").read_bytes()
    except FileNotFoundError:
        return
    if len(octets) < HEADER.size:
        return
    lost = _commits_behind_the_end(octets)
    if lost > UNDER_WAY:
        raise StoreDamaged(f"its log is broken with {lost} commits behind the break")


def _commits_behind_the_end(octets: bytes) -> int:
    """How many commits of the log's own time SQLite would not see."""
    header = HEADER.unpack_from(octets)
    order = ">" if header[0] & 1 else "<"
    sums = _sums((0, 0), octets[:24], order)
    frames = _frames(octets, header[2])
    if header[0] & ~1 != MAGIC or sums != header[6:8]:
        return sum(each.commits for each in frames)
    for frame in frames:
        sums = _sums(sums, frame.head[:8], order)
        sums = _sums(sums, frame.page, order)
        if frame.salts != header[4:6] or frame.sums != sums:
            break
    else:
        return 0
    behind = [frame, *frames]
    return sum(each.commits and each.salts == header[4:6] for each in behind)


def _frames(octets: bytes, page_bytes: int) -> Iterator[_Frame]:
    """Every whole frame; none where the header gives no page size that can be."""
    if page_bytes.bit_count() != 1 or not 512 <= page_bytes <= 65536:
        page_bytes = 1024
    step = FRAME.size + page_bytes
    for at in range(HEADER.size, len(octets) - step + 1, step):
        head = octets[at : at + FRAME.size]
        yield _Frame(head, octets[at + FRAME.size : at + step])


def _sums(before: tuple[int, int], octets: bytes, order: str) -> tuple[int, int]:
    """The log's running checksum over so many bytes more."""
    first, second = before
    for left, right in struct.iter_unpack(f"{order}II", octets):
        first = (first + left + second) & 0xFFFFFFFF
        second = (second + right + first) & 0xFFFFFFFF
    return first, second
