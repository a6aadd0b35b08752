"""A small file of what failed and when, for whoever mends the box: the system's journal
is gone after a power cut. Nothing that could name a person or a device enters it.

It is written rarely, for it wears the memory card: at most once a minute, and no more
is kept than two files of 32 KiB.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FILE, EARLIER = "incidents.log", "incidents.1.log"
MOST_BYTES = 32 * 1024
WRITE_EVERY_S = 60.0
MOST_WAITING = 200
"""Lines until the next write; the oldest go."""

LARGEST_NUMBER = 99_999
"""A larger one may be a radio's or a hub's."""

_PLAIN = re.compile(r"[A-Za-z ,.;:'()-]{1,80}")
_KNOW_NOBODY = ("radio.", "hub.watchdog")
"""Loggers of parts that never see what people write: their words are kept, if they are
plain ones, without any number or place."""

_OF_THE_WEB = ("waitress", "werkzeug", "flask")
"""Loggers that any visitor can make warn."""

Now = Callable[[], float | None]


class Incidents(logging.Handler):
    """Keeps warnings and worse of the whole program, from `begin` on, in one folder."""

    def __init__(self, folder: Path, monotonic: Callable[[], float]) -> None:
        """`monotonic`: since the machine started. Nothing is written yet."""
        super().__init__(logging.WARNING)
        self._folder = folder
        self._monotonic = monotonic
        self._now: Now = lambda: None
        self._waiting: deque[str] = deque(maxlen=MOST_WAITING)
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="incidents", daemon=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Something failed; returns at once. What can't be told is let go."""
        if record.name.startswith(_OF_THE_WEB) and record.levelno < logging.ERROR:
            return
        with suppress(Exception):
            self._add(f"{record.levelname.lower()}, {record.name}: {told_of(record)}")

    def begin(self, now: Now) -> None:
        """The folder is ours. `now`: seconds since 1970, where somebody knows."""
        self._now = now
        self._add("started")
        self._thread.start()

    def end(self) -> None:
        """The program ends, as it was asked to."""
        self._add("ended")
        self._stopping.set()
        self._news.set()
        if self._thread.is_alive():
            self._thread.join(2.0)

    @property
    def is_running(self) -> bool:
        """Between `begin` and `end`."""
        return self._thread.is_alive()

    def _add(self, words: str) -> None:
        self._waiting.append(f"{self._when()}  {words}")
        self._news.set()

    def _when(self) -> str:
        hours, seconds = divmod(int(self._monotonic()), 3600)
        now = self._now()
        known = now is not None
        date = time.strftime("%Y-%m-%d %H:%M", time.gmtime(now)) if known else "no time"
        return f"{date}  up {hours}:{seconds // 60:02}:{seconds % 60:02}"

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._news.wait()
            self._write()
            self._stopping.wait(WRITE_EVERY_S)
        self._write()

    def _write(self) -> None:
        self._news.clear()
        lines = []
        with suppress(IndexError):
            while True:
                lines.append(self._waiting.popleft())
        with suppress(OSError):  # a full disk: what runs is more than what is told
            keep(self._folder, "".join(f"{line}\n" for line in lines))


@contextmanager
def kept_incidents(incidents: Incidents, now: Now) -> Iterator[None]:
    """Keep them while the hub serves."""
    incidents.begin(now)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(incidents)
        incidents.end()


def keep(folder: Path, text: str) -> None:
    """Append to the file; where it is full, it takes the place of the earlier one."""
    file, octets = folder / FILE, text.encode()[-MOST_BYTES:]
    if not octets:
        return
    if file.exists() and file.stat().st_size + len(octets) > MOST_BYTES:
        file.replace(folder / EARLIER)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, octets)
    finally:
        os.close(descriptor)


def kept(folder: Path) -> str:
    """All that is kept, the earliest first. Raises OSError."""
    files = [folder / EARLIER, folder / FILE]
    return "".join(
        each.read_text(encoding="utf-8", errors="replace")
        for each in files
        if each.exists()
    )


def told_of(record: logging.LogRecord) -> str:
    """What failed, in the program's own words: what was filled in is left out, but for
    small numbers and kinds of errors."""
    plain = record.name.startswith(_KNOW_NOBODY)
    args = record.args if isinstance(record.args, tuple) else ()
    words = str(record.msg)
    if args:
        words = re.sub(r"%0?\d*[dx]", "%s", words)
        words %= tuple(_discreet(each, plain=plain) for each in args)
    words = next(iter(words.splitlines()), "")
    error = record.exc_info[1] if record.exc_info else None
    return f"{words} ({_kind(error)}{_place(error)})" if error is not None else words


def _discreet(arg: object, *, plain: bool) -> str:
    if isinstance(arg, BaseException):
        return _kind(arg)
    if isinstance(arg, int | float) and abs(arg) <= LARGEST_NUMBER:
        return str(arg)
    return arg if plain and isinstance(arg, str) and _PLAIN.fullmatch(arg) else "…"


def _kind(error: BaseException) -> str:
    """What kind of error, and the system's name for it."""
    number = error.errno if isinstance(error, OSError) else None
    name = errno.errorcode.get(number or 0, "")
    return f"{type(error).__name__} {name}".rstrip()


def _place(error: BaseException) -> str:
    """Where in the code it was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f" in {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
