"""Voices for tests: one that remembers what it said, and may be hoarse."""

from __future__ import annotations

import io
import wave

from hub.domain.languages import Language
from hub.web.hub_port import Speechless

RATE = 22050


def tone(frames: int, level: int = 1, rate: int = RATE) -> bytes:
    """A WAV as espeak-ng writes them, of so many samples."""
    target = io.BytesIO()
    with wave.open(target, "wb") as write:
        write.setnchannels(1)
        write.setsampwidth(2)
        write.setframerate(rate)
        write.writeframes(level.to_bytes(2, "little") * frames)
    return target.getvalue()


class Reader:
    """Says nothing that can be heard, and remembers what it was."""

    def __init__(self, seconds: float = 0.1) -> None:
        self.said: list[tuple[str, str]] = []
        self.hoarse = False
        self._seconds = seconds

    def __call__(self, text: str, language: Language) -> bytes:
        if self.hoarse:
            raise Speechless("hoarse")
        self.said.append((language.code, text))
        return tone(round(RATE * self._seconds))

    @property
    def lines(self) -> list[str]:
        """What it said, line by line."""
        return [line for _, text in self.said for line in text.split("\n") if line]
