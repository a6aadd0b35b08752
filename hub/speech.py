"""Says a text aloud with the machine's espeak-ng: words in, a sound out.

Knows no pages. The text goes to the program's standard input, so it shows in no list
of what runs, and nothing of it is logged.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import signal
import subprocess
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hub.domain.languages import Language

PROGRAM = "espeak-ng"
TIME_LIMIT_S = 10.0
TEXT_LIMIT = 1200
"""Letters; more than a minute of speech."""

SOUND_LIMIT_BYTES = 16 * 1024 * 1024
"""Six minutes at espeak-ng's 44,100 bytes a second."""

AT_ONCE = 2
"""One that speaks, and one for whoever has already touched the next page."""

NICENESS = 10

logger = logging.getLogger(__name__)


class CannotSpeak(Exception):
    """There is no sound; the message says why, and nothing of the text."""


class SpeechBusy(CannotSpeak):
    """As much is being said as the machine should say at once."""


class SpeechFailed(CannotSpeak):
    """The program broke, hung, or does not speak that language."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One of espeak-ng's voices, and how fast it speaks; its own pace is 175."""

    name: str
    words_a_minute: int = 160


VOICES: Mapping[str, Voice] = MappingProxyType(
    {
        "en": Voice("en-us"),
        "es": Voice("es-419"),
        "ht": Voice("ht"),
        "fr": Voice("fr-fr"),
        "pt": Voice("pt-br"),
        "vi": Voice("vi"),
        # `cmn` spells most words out in English letters: it looks them up as pinyin,
        # and then takes that for English. At 150 it says three signs a second.
        "zh": Voice("cmn-latn-pinyin", 200),
        "ar": Voice("ar"),
    }
)
"""By the codes of our languages; Debian's espeak-ng has them all."""


def find_speech() -> Speech | None:
    """The machine's espeak-ng, or None where it is not installed."""
    program = shutil.which(PROGRAM)
    return Speech(program) if program else None


class Speech:
    """A program that speaks like espeak-ng; a few texts at a time, for all threads."""

    def __init__(self, program: str, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._program = program
        self._time_limit_s = time_limit_s
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def say(self, text: str, language: Language) -> bytes:
        """A WAV of the text, or of its beginning. Raises SpeechBusy, SpeechFailed."""
        voice = VOICES[language.code]
        pace = str(voice.words_a_minute)
        command = [self._program, "--stdin", "--stdout", "-b", "1"]
        if not self._turns.acquire(blocking=False):
            raise SpeechBusy("as much is being said as should be at once")
        try:
            return self._run([*command, "-v", voice.name, "-s", pace], speakable(text))
        except SpeechFailed as failed:
            logger.warning("%s in %s: %s", self._program, language.code, failed)
            raise
        finally:
            self._turns.release()

    def _run(self, command: list[str], text: bytes) -> bytes:
        try:
            child = subprocess.Popen(  # noqa: S603 - no shell, and no text in it
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # what it starts ends with it
            )
        except OSError as error:
            raise SpeechFailed(error.strerror or "it does not start") from error
        with child:
            sound = _heard(child, text, self._time_limit_s)
        if child.returncode != 0 or not sound:
            raise SpeechFailed(f"it ended with {child.returncode}")
        return sound


def speakable(text: str) -> bytes:
    """Text that is only spoken: without what espeak-ng takes for commands to it.

    Those begin with a control character; `[[` begins a spelling of sounds. A new line
    is a pause.
    """
    kept = "".join(" " if _is_control(each) else each for each in text[:TEXT_LIMIT])
    return kept.replace("[", " ").encode("utf-8", "ignore")


def _is_control(letter: str) -> bool:
    return letter != "\n" and unicodedata.category(letter) in (
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
    )


def _heard(child: subprocess.Popen[bytes], text: bytes, time_limit_s: float) -> bytes:
    """What it makes of the text. Ends it when it takes too long or says too much."""
    assert child.stdin is not None
    assert child.stdout is not None
    alarm = threading.Timer(time_limit_s, _end, [child])
    alarm.start()
    try:
        with contextlib.suppress(OSError):  # it may be over already
            niceness = os.getpriority(os.PRIO_PROCESS, 0) + NICENESS
            os.setpriority(os.PRIO_PROCESS, child.pid, niceness)
        with contextlib.suppress(BrokenPipeError), child.stdin:
            child.stdin.write(text)  # fits into the pipe, so it never waits
        sound = child.stdout.read(SOUND_LIMIT_BYTES + 1)
        if len(sound) > SOUND_LIMIT_BYTES:
            _end(child)
        # Without reaping it: till the alarm is off, its number must stay its own.
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    finally:
        alarm.cancel()
        alarm.join()
    return sound


def _end(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
