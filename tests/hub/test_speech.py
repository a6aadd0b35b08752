"""The machine's voice: espeak-ng itself, and programs that go wrong in its place."""

from __future__ import annotations

import io
import logging
import os
import select
import shutil
import subprocess
import wave
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.languages import ENGLISH, LANGUAGES, Language, language_of
from hub.speech import (
    AT_ONCE,
    TEXT_LIMIT,
    VOICES,
    Speech,
    SpeechBusy,
    SpeechFailed,
    find_speech,
    speakable,
)

needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng is not installed"
)

WORDS = {
    "en": "Water for four people",
    "es": "Agua para cuatro personas",
    "ht": "Dlo pou kat moun",
    "fr": "Une soupe pour quatre",
    "pt": "Água para quatro pessoas",
    "vi": "Nước uống cho bốn người",
    "zh": "需要四个人的饮用水",
    "ar": "ماء لأربعة أشخاص",
}

Program = Callable[[str], str]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Makes a program that stands in for espeak-ng; `$HERE` is a folder to write to."""

    def made(script: str) -> str:
        file = tmp_path / "espeak-ng"
        file.write_text(f"#!/bin/sh\nHERE='{tmp_path}'\n{script}\n", encoding="utf-8")
        file.chmod(0o755)
        return str(file)

    return made


def _seconds(sound: bytes) -> float:
    with wave.open(io.BytesIO(sound)) as read:
        frames = read.readframes(len(sound))
        return len(frames) / read.getsampwidth() / read.getframerate()


@needs_espeak
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_every_language_of_the_pages_is_spoken(language: Language) -> None:
    speech = find_speech()
    assert speech is not None

    sound = speech.say(WORDS[language.code], language)

    assert 1 < _seconds(sound) < 6


@needs_espeak
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_no_language_is_read_out_in_english_letters(language: Language) -> None:
    voice, text = VOICES[language.code].name, WORDS[language.code]
    command = ["espeak-ng", "--stdin", "-q", "-x", "-b", "1", "-v", voice]

    sounds = subprocess.run(
        command, input=text.encode(), capture_output=True, check=True
    ).stdout

    assert sounds.strip()
    assert b"(en)" not in sounds


@needs_espeak
@pytest.mark.parametrize(
    "text",
    [
        "\x01100S" * 9,
        "[[h@'loU]]",
        "<speak><audio src='/etc/passwd'/>",
        "\ud800 a",
        "😀",
        "a" * 9000,
        "a\u0300\u0301\u0302\u0303" * 400,
    ],
)
def test_anything_that_was_typed_is_said_without_harm(text: str) -> None:
    speech = find_speech()
    assert speech is not None

    assert speech.say(f"Soup {text}", ENGLISH).startswith(b"RIFF")


@given(st.text(st.characters() | st.sampled_from("[]\x01\x02\n\u202e"), max_size=2000))
def test_nothing_that_is_said_is_a_command(text: str) -> None:
    said = speakable(text).decode()

    assert len(said) <= TEXT_LIMIT
    assert said.replace("\n", "").isprintable() or " " in said
    assert not any(ord(each) < 32 and each != "\n" for each in said)
    assert "[[" not in said


def test_the_text_is_in_no_list_of_what_runs(program: Program, tmp_path: Path) -> None:
    script = (
        'echo "$@" > "$HERE/arguments"; env > "$HERE/env"; cat > "$HERE/in"; echo .'
    )

    Speech(program(script)).say("Insulin for my father", ENGLISH)

    assert (tmp_path / "in").read_text() == "Insulin for my father"
    assert "Insulin" not in (tmp_path / "arguments").read_text()
    assert "Insulin" not in (tmp_path / "env").read_text()
    assert "-v en-us" in (tmp_path / "arguments").read_text()


def test_speaking_gives_way_to_the_pages(program: Program) -> None:
    sound = Speech(program("cat > /dev/null; nice")).say("Soup", ENGLISH)

    assert int(sound) > os.getpriority(os.PRIO_PROCESS, 0)


@pytest.mark.parametrize(
    "script",
    [
        "exit 1",
        "cat > /dev/null",  # says nothing
        "echo RIFF; exit 3",
        "kill -SEGV $$",
        "cat /dev/zero",  # never stops talking
    ],
)
def test_a_program_that_breaks_is_told_from_one_that_speaks(
    program: Program, script: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    with pytest.raises(SpeechFailed) as failed:
        Speech(program(script)).say("Insulin for my father", ENGLISH)

    assert "Insulin" not in f"{failed.value} {caplog.text}"
    assert caplog.records


def test_a_program_that_is_gone_is_one_that_fails(tmp_path: Path) -> None:
    with pytest.raises(SpeechFailed):
        Speech(str(tmp_path / "gone")).say("Soup", ENGLISH)


def test_a_program_that_hangs_is_ended_with_all_that_it_started(
    program: Program, tmp_path: Path
) -> None:
    script = 'sleep 3600 & echo $! > "$HERE/child"; wait'
    speech = Speech(program(script), time_limit_s=0.5)

    for _ in range(AT_ONCE + 1):  # and its turn is somebody else's again
        with pytest.raises(SpeechFailed):
            speech.say("Soup", ENGLISH)

    assert _is_over(int((tmp_path / "child").read_text()))


def _is_over(process: int) -> bool:
    """Whether it has ended, or does so now: a signal takes its moment to arrive."""
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    ended, _, _ = select.select([watched], [], [], 30)
    os.close(watched)
    return bool(ended)


def test_more_at_once_than_should_be_is_refused(
    program: Program, tmp_path: Path
) -> None:
    started, go = _pipe(tmp_path / "started"), _pipe(tmp_path / "go")
    speech = Speech(program('echo > "$HERE/started"; read _ < "$HERE/go"; echo sound'))

    with ThreadPoolExecutor(AT_ONCE) as threads:
        saying = [threads.submit(speech.say, "Soup", ENGLISH) for _ in range(AT_ONCE)]
        for _ in saying:
            os.read(started, 1)
        with pytest.raises(SpeechBusy):
            speech.say("Bread", ENGLISH)
        os.write(go, b"\n" * AT_ONCE)
        sounds = [each.result() for each in saying]

    os.close(started)
    os.close(go)
    assert sounds == [b"sound\n"] * AT_ONCE


def _pipe(at: Path) -> int:
    """With a name, and open at both ends, so that neither ever comes to an end."""
    os.mkfifo(at)
    return os.open(at, os.O_RDWR)


def test_a_machine_without_a_voice_has_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_speech() is None


def test_each_language_has_a_voice() -> None:
    assert [language_of(code) for code in VOICES] == list(LANGUAGES)
