"""The values inside documents: how JSON holds them, and checks of what it held."""

from __future__ import annotations

import base64
import math


def text_of(raw: bytes) -> str:
    """Bytes as JSON can hold them."""
    return base64.b64encode(raw).decode("ascii")


def bytes_of(text: str) -> bytes:
    """Back."""
    return base64.b64decode(text)


def whole(number: object, least: int) -> int:
    """A number that is no less. Raises ValueError."""
    if not isinstance(number, int) or number < least:
        raise ValueError("no such number")
    return number


def seconds(number: object) -> float:
    """A time. Raises ValueError."""
    if not isinstance(number, int | float) or not math.isfinite(number):
        raise ValueError("no time")
    return number


def text(value: object) -> str:
    """A text. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError("no text")
    return value
