"""The code by which people's own radios join the neighbours' channel: on the terminal,
as a file; never of another channel.
"""

from __future__ import annotations

import io
from pathlib import Path

import segno

KINDS = (".svg", ".png")
"""What the code can be saved as, by the file's ending."""

SCALE = 8
"""Pixels a square: large enough to print on half a page."""


class CannotDraw(Exception):
    """The code can't be saved; the message says why, for a person."""


def check_file(file: Path) -> None:
    """Whether a code could be saved there. Raises CannotDraw."""
    if file.suffix.lower() not in KINDS:
        raise CannotDraw(f"{file}: a code is saved as {' or '.join(KINDS)}.")
    if not file.absolute().parent.is_dir():
        raise CannotDraw(f"{file}: there is no such folder.")


def save(url: str, file: Path) -> None:
    """Draw the code into that file. Raises CannotDraw."""
    drawn = io.BytesIO()
    kind = file.suffix.lower().removeprefix(".")
    segno.make(url, error="m").save(drawn, kind=kind, scale=SCALE)
    try:
        file.write_bytes(drawn.getvalue())
    except OSError as error:
        raise CannotDraw(f"{file} can't be written: {error.strerror}.") from error


def on_terminal(url: str, encoding: str) -> str:
    """The code in letters, or nothing where the terminal lacks them."""
    drawn = io.StringIO()
    segno.make(url, error="m").terminal(drawn, compact=True)
    try:
        drawn.getvalue().encode(encoding)
    except UnicodeEncodeError:
        return ""
    return drawn.getvalue()
