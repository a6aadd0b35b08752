"""Several WAVs as one: the only file that knows how a sound is written."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterable
from typing import NamedTuple


class NotASound(Exception):
    """What should be a WAV is none, or is not like the one before it."""


class Form(NamedTuple):
    """How a sound is written."""

    channels: int
    sample_bytes: int
    samples_a_second: int

    @property
    def bytes_a_second(self) -> int:
        """How much a second of it takes."""
        return self.channels * self.sample_bytes * self.samples_a_second

    def silence(self, seconds: float) -> bytes:
        """Nothing, for as long."""
        return bytes(
            self.channels * self.sample_bytes * round(seconds * self.samples_a_second)
        )


REST_S = 0.3
"""After each of them: what several voices say in turn is easier to follow."""


def joined(waves: Iterable[bytes], longest_s: float) -> bytes:
    """One behind the other in one WAV; once it is that long, no further one is asked
    for. Raises NotASound, also where there is none at all.
    """
    form: Form | None = None
    frames = bytearray()
    for each in waves:
        one, heard = _read(each)
        if form not in (None, one):
            raise NotASound
        form = one
        frames += heard + form.silence(REST_S)
        if len(frames) >= longest_s * form.bytes_a_second:
            break
    if form is None:
        raise NotASound
    return _written(form, frames)


def _read(sound: bytes) -> tuple[Form, bytes]:
    """Its header may lie about its length, as a program's that writes into a pipe."""
    try:
        with wave.open(io.BytesIO(sound), "rb") as read:
            frames = read.readframes(len(sound))
            form = Form(read.getnchannels(), read.getsampwidth(), read.getframerate())
    except (wave.Error, EOFError) as error:
        raise NotASound from error
    return form, frames[: len(frames) // form.sample_bytes * form.sample_bytes]


def _written(form: Form, frames: bytearray) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as write:
        write.setnchannels(form.channels)
        write.setsampwidth(form.sample_bytes)
        write.setframerate(form.samples_a_second)
        write.writeframes(frames)
    return target.getvalue()
