"""Short texts in the fewest bytes, by a model of how neighbours write to each other.

What `pack` gives has no length and no end of its own: whoever carries it keeps its
length. It means something only to who has the same model file.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from radio.textmodel import packing
from radio.textmodel.model import Model
from radio.textmodel.modelfile import read
from radio.textmodel.packing import MAX_CHARACTERS, MalformedText

__all__ = ["MAX_CHARACTERS", "MODEL_FILE", "MalformedText", "load", "pack", "unpack"]

MODEL_FILE = Path(__file__).parent / "textmodel" / "model-1.bin"


@cache
def load() -> Model:
    """The frozen model, read once. Raises WrongModel if the file is not that."""
    return read(MODEL_FILE.read_bytes())


def pack(text: str) -> bytes:
    """The text in the fewest bytes: never more than its UTF-8 and one.

    Texts of more than MAX_CHARACTERS are written as UTF-8. Raises ValueError for lone
    surrogates, which no UTF-8 has.
    """
    return packing.pack(text, load())


def unpack(data: bytes) -> str:
    """The text that was packed. Raises MalformedText, nothing else, whatever the bytes.

    However few the bytes, the text has at most MAX_CHARACTERS, or, where it is written
    as UTF-8, no more characters than bytes.
    """
    return packing.unpack(data, load())
