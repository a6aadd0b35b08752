"""Where a running hub finds carried files: a folder that its own thread empties."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from hub.carrying.refusal import CannotCarry
from hub.carrying.taking import Taken, take_in
from hub.on_disk import sync
from hub.service import HubService, Tally
from radio.carried import HEADER_BYTES, Fault, is_carried
from radio.liveness import Liveness

INBOX = "inbox"
FRESH, WAITING, ANSWER = ".new", ".carried", ".answer"

LOOK_EVERY_S = 1.0

MAX_FILE_BYTES = 4 * 2**20
"""Some 120,000 posts: a hub's memory is not for more."""

LONGEST_CHUNK_S = 30.0
"""Records that are taken in at once, on a memory card that thinks for seconds."""

logger = logging.getLogger(__name__)


# -- the side of the command ----------------------------------------------------


def put(data: Path, file: Path) -> Path:
    """Copy a file into the hub's inbox, whole or not at all; its name there.

    From then on the stick may be pulled. Raises CannotCarry.
    """
    inbox = data / INBOX
    name = f"{os.getpid()}-{secrets.token_hex(4)}"
    fresh = inbox / (name + FRESH)
    try:
        if not file.is_file():
            raise CannotCarry(f"There is no file {file}.")
        if file.stat().st_size > MAX_FILE_BYTES:
            raise CannotCarry(f"{file} is too large to be one: nothing was taken in.")
        if not data.is_dir():
            raise CannotCarry(f"There is no data folder {data}.")
        with file.open("rb") as source:
            inbox.mkdir(mode=0o700, exist_ok=True)
            with fresh.open("xb") as target:
                _copy(file, source, target)
        waiting = fresh.replace(inbox / (name + WAITING))
        sync(inbox)
        return waiting
    except OSError as error:
        why = error.strerror or error
        raise CannotCarry(f"{file} could not be copied to {inbox}: {why}.") from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def _copy(file: Path, source: BinaryIO, target: BinaryIO) -> None:
    """Raises CannotCarry for what is no carried file at first sight."""
    if not is_carried(source.read(HEADER_BYTES)):
        raise CannotCarry(f"{file}: {Fault.NOT_OURS.value}. Nothing was taken in.")
    source.seek(0)
    shutil.copyfileobj(source, target)
    target.flush()
    os.fsync(target.fileno())


def answer_to(waiting: Path) -> Taken | None:
    """What became of that file, once something did; the answer is then gone."""
    answer = waiting.with_suffix(ANSWER)
    try:
        said = json.loads(answer.read_text(encoding="utf-8"))
        answer.unlink(missing_ok=True)
    except FileNotFoundError:
        return None
    return Taken(Tally(**said["tally"]), said["fault"])


# -- the side of the hub --------------------------------------------------------


class Inbox:
    """One hub's inbox; a thread of its own looks after it while the hub runs."""

    def __init__(
        self,
        data: Path,
        key_file: Path,
        service: HubService,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock` is monotonic."""
        self._folder = data / INBOX
        self._key_file = key_file
        self._service = service
        self._stopping = threading.Event()
        self._liveness = Liveness(clock)
        self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        with contextlib.suppress(OSError):  # a disk that can only be read: no files
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._tidy()
        self._thread.start()

    def stop(self, timeout_s: float = 10.0) -> None:
        """End after the chunk in hand; the next start takes the rest in."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def is_alive(self) -> bool:
        """From any thread: whether its own still comes round."""
        return self._thread.is_alive() and not self._liveness.is_late()

    def take_all(self) -> None:
        """Take in every file that waits."""
        for waiting in sorted(self._folder.glob("*" + WAITING)):
            taken = take_in(
                waiting,
                self._key_file,
                self._service,
                self._is_to_stop,
            )
            if taken is None:
                return
            logger.info("a file carried by hand: %s", in_words(taken))
            self._answer(waiting, taken)

    def _run(self) -> None:
        while not self._stopping.wait(LOOK_EVERY_S):
            self._liveness.back_within(LONGEST_CHUNK_S)
            try:
                self.take_all()
            except OSError as error:
                logger.error("the inbox %s can't be emptied: %s", self._folder, error)

    def _is_to_stop(self) -> bool:
        """Asked between two chunks."""
        self._liveness.back_within(LONGEST_CHUNK_S)
        return self._stopping.is_set()

    def _answer(self, waiting: Path, taken: Taken) -> None:
        """Who asked finds an answer, or else neither it nor the file."""
        fresh = waiting.with_suffix(FRESH)
        said = {"tally": asdict(taken.tally), "fault": taken.fault}
        try:
            fresh.write_text(json.dumps(said), encoding="utf-8")
            fresh.replace(waiting.with_suffix(ANSWER))
        finally:
            waiting.unlink(missing_ok=True)

    def _tidy(self) -> None:
        """What nobody waits for any more: a power cut left it."""
        for ending in (FRESH, ANSWER):
            for left in self._folder.glob("*" + ending):
                left.unlink(missing_ok=True)


def in_words(taken: Taken) -> str:
    """For a person, on one line."""
    tally = taken.tally
    counts = f"{tally.came} new, {tally.known} known already, {tally.refused} refused"
    if not taken.fault:
        return f"{counts}."
    if tally == Tally():
        return f"{taken.fault}. Nothing was taken in."
    return f"{taken.fault}. Before that: {counts}."
