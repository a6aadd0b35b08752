"""Where the lines of an SVG path go: enough of its grammar for our own drawings."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

_TOKEN = re.compile(r"[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}
"""How many numbers each command takes."""


def points_of(path: str) -> list[complex]:
    """Points that hold the whole line between them: ends, controls, arcs' outermost."""
    points: list[complex] = []
    at = start = 0j
    for command, numbers in _commands(path):
        origin = at if command.islower() else 0j
        letter = command.upper()
        if letter == "Z":
            at = start
            continue
        if letter == "A":
            end = origin + complex(*numbers[5:])
            points += _arc(at, end, numbers[0], bool(numbers[3]), bool(numbers[4]))
        else:
            points += (reached := _reached(letter, numbers, at, origin))
            end = reached[-1]
        at = end
        if letter == "M":
            start = at
    return points


def _reached(
    letter: str, numbers: list[float], at: complex, origin: complex
) -> list[complex]:
    if letter == "H":
        return [complex(origin.real + numbers[0], at.imag)]
    if letter == "V":
        return [complex(at.real, origin.imag + numbers[0])]
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [origin + complex(x, y) for x, y in pairs]


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    command, tokens = "", _TOKEN.findall(path)
    while tokens:
        if tokens[0].isalpha():
            command = tokens.pop(0)
        count = _COUNTS[command.upper()]
        numbers = [float(each) for each in tokens[:count]]
        del tokens[:count]
        yield command, numbers
        # Further pairs after a move are lines (SVG 2, section 9.3.3).
        command = {"M": "L", "m": "l"}.get(command, command)


def _arc(
    begin: complex, end: complex, radius: float, large: bool, clockwise: bool
) -> list[complex]:
    """Points along the arc of a circle (SVG 2, appendix B.2.4)."""
    half = (end - begin) / 2
    radius = max(radius, abs(half))
    height = math.sqrt(max(radius**2 - abs(half) ** 2, 0))
    side = -1 if large == clockwise else 1
    centre = begin + half + side * height * half / abs(half) * 1j
    turn = math.tau if clockwise else -math.tau
    first, last = (math.atan2(*_y_x(each - centre)) for each in (begin, end))
    sweep = (last - first) % turn
    steps = 16
    return [
        centre + radius * complex(math.cos(angle), math.sin(angle))
        for angle in (first + sweep * step / steps for step in range(steps + 1))
    ]


def _y_x(point: complex) -> tuple[float, float]:
    return point.imag, point.real
