"""The model file, and what is none."""

from __future__ import annotations

import pytest

from radio.shorttext import MODEL_FILE
from radio.textmodel.modelfile import DIGEST_BYTES, MAGIC, WrongModel, read


def test_the_file_is_read() -> None:
    model = read(MODEL_FILE.read_bytes())

    assert len(model.alphabet.trees) == 7
    assert model.contexts.totals[-1] > 0


@pytest.mark.parametrize(
    ("octets", "why"),
    [
        (b"", "no text model"),
        (b"PK\x03\x04", "no text model"),
        (MAGIC, "no text model"),
        (MAGIC + b"\x02" + bytes(DIGEST_BYTES), "version 2, not 1"),
        (MAGIC + b"\x01" + bytes(DIGEST_BYTES), "checksum"),
    ],
)
def test_another_file_is_refused_in_words(octets: bytes, why: str) -> None:
    with pytest.raises(WrongModel, match=why):
        read(octets)


@pytest.mark.parametrize("at", [17, 30, 1000, 500_000, -1])
def test_a_flipped_bit_is_noticed(at: int) -> None:
    octets = bytearray(MODEL_FILE.read_bytes())
    octets[at] ^= 0x10

    with pytest.raises(WrongModel):
        read(bytes(octets))


def test_a_file_cut_short_is_noticed() -> None:
    with pytest.raises(WrongModel):
        read(MODEL_FILE.read_bytes()[:-5])
