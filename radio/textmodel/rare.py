"""The code points that no model has an entry for: an area, then a place in it."""

from __future__ import annotations

from radio.textmodel.coder import Coder

AREA_BITS = 7
"""Rare letters of one text are mostly neighbours: 128 code points are an area."""

COMMON_HAN, BASIC, BEYOND_BASIC = range(3)
BITS = (12, 16, 21)
HALF, MOST, FEW = 1 << 15, 3 << 14, 1 << 10
"""Of 65,536."""
HAN_ROW, HAN_CELL = 0xB0, 0xA1
HAN_ROWS, HAN_CELLS = 40, 94
"""GB 2312, rows 16 to 55: the 3,755 commonest Chinese characters."""
FIRST_HAN, LAST_HAN = 0x4E00, 0x9FFF
"""Unicode's CJK Unified Ideographs."""


def code_rare(coder: Coder, point: int, before: int) -> int:
    """Write the code point, or read one (`point` is then ignored).

    `before` is the rare code point before this one, or 0. What is read may be no
    code point at all: that is the caller's to see.
    """
    base = before >> AREA_BITS << AREA_BITS
    after_han = _han_number(before) >= 0
    near = MOST if before and not after_han else FEW
    if coder.decide(near, point >> AREA_BITS == base >> AREA_BITS):
        return base + _number(coder, point - base, AREA_BITS)
    han = _han_number(point)
    if coder.decide((1 << 16) - FEW if after_han else HALF, han >= 0):
        return _han_point(_number(coder, han, BITS[COMMON_HAN]))
    kind = BASIC if coder.decide(MOST, point < 1 << 16) else BEYOND_BASIC
    return _number(coder, point, BITS[kind])


def _number(coder: Coder, number: int, bits: int) -> int:
    read = 0
    for shift in range(bits - 1, -1, -1):
        read = read << 1 | coder.decide(HALF, bool(number >> shift & 1))
    return read


def _han_number(point: int) -> int:
    """Where GB 2312 has this character among its commonest; -1 if it has not."""
    if not FIRST_HAN <= point <= LAST_HAN:
        return -1
    octets = chr(point).encode("gb2312", "replace")
    if len(octets) < 2:
        return -1
    row, cell = octets[0] - HAN_ROW, octets[1] - HAN_CELL
    number = row * HAN_CELLS + cell
    return number if 0 <= row < HAN_ROWS else -1


def _han_point(number: int) -> int:
    row, cell = divmod(number, HAN_CELLS)
    octets = bytes([HAN_ROW + row, HAN_CELL + cell])
    read = octets.decode("gb2312", "replace") if row < HAN_ROWS else ""
    return ord(read) if len(read) == 1 else -1
