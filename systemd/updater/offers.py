"""Where an update comes from: a file, a folder, or an address that a person typed. An
offer only opens things; whoever reads them trusts nothing.
"""

from __future__ import annotations

import os
import stat
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

NAME = "porchlight-update.tar.gz"
"""How an archive is called on a stick and in a folder."""

SIGNED = ".signed"
PATIENCE_S = 30.0

Opening = Callable[[], AbstractContextManager[IO[bytes]]]


@dataclass(frozen=True, slots=True)
class Offer:
    """Two things to read, or OSError; `what` it is, as a sentence's beginning."""

    what: str
    open_sealed: Opening
    open_archive: Opening


def file_offer(archive: Path, what: str = "The update") -> Offer:
    """A file, with its signature beside it."""
    beside = archive.with_name(archive.name + SIGNED)
    return Offer(what, lambda: _opened(beside), lambda: _opened(archive))


def place_offer(place: Path, what: str = "The update") -> Offer:
    """A file, or what a folder has under the usual name."""
    return file_offer(place / NAME if place.is_dir() else place, what)


def web_offer(url: str) -> Offer:
    """An archive on the web, with its signature beside it."""
    return Offer("The update", lambda: _fetched(url + SIGNED), lambda: _fetched(url))


def _opened(path: Path) -> IO[bytes]:
    """A plain file and nothing that could hold us up, as a pipe would."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(f"{path} is no file")
    return os.fdopen(descriptor, "rb")


class _StaysSecret(urllib.request.HTTPRedirectHandler):
    """Follows nobody out of https."""

    def redirect_request(self, req: Any, fp: Any, *more: Any) -> Any:
        if not str(more[-1]).startswith("https://"):
            raise OSError("It leads to a place without https.")
        return super().redirect_request(req, fp, *more)


def _fetched(url: str) -> Any:
    return urllib.request.build_opener(_StaysSecret).open(url, timeout=PATIENCE_S)
