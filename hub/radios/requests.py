"""Where a running hub finds what a steward asks of it about radios: small files in its
inbox, that it takes and deletes.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hub.carrying.inbox import INBOX
from hub.on_disk import sync
from hub.service import LedgerUnavailable
from hub.service.radios import MAX_RADIO

FRESH, WAITING = ".new-radio", ".radio"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BlockRequest:
    """A radio is not to be listened to any more, or is again."""

    radio: int
    blocked: bool


# -- the side of the command ----------------------------------------------------


def put(data: Path, asked: BlockRequest) -> Path:
    """Leave it for the hub, durable; where it lies until the hub took it. Raises
    OSError."""
    inbox = data / INBOX
    inbox.mkdir(mode=0o700, exist_ok=True)
    fresh = inbox / (secrets.token_hex(6) + FRESH)
    said = {"radio": asked.radio, "blocked": asked.blocked}
    try:
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(said), encoding="utf-8")
        _give_away(inbox, data)
        _give_away(fresh, data)
        sync(fresh)
        waiting = fresh.replace(fresh.with_suffix(WAITING))
    finally:
        fresh.unlink(missing_ok=True)
    sync(inbox)
    return waiting


def _give_away(made: Path, data: Path) -> None:
    """To the owner of the data folder: made by a steward with sudo, the hub must be
    able to read it."""
    if os.geteuid() == 0:
        owner = data.stat()
        os.chown(made, owner.st_uid, owner.st_gid, follow_symlinks=False)


# -- the side of the hub --------------------------------------------------------


def take_all(
    data: Path,
    block: Callable[[BlockRequest], None],
    stuck: set[Path] | None = None,
) -> None:
    """Do everything that waits; what the disk refuses waits on, and keeps nothing else
    from being done. Of what is in `stuck` the log tells no more."""
    stuck = set() if stuck is None else stuck
    for waiting in _all_waiting(data / INBOX):
        try:
            _take(waiting, block)
        except OSError as error:
            if waiting not in stuck:
                why = error.strerror or type(error).__name__
                logger.error("a request about a radio can't be taken: %s", why)
            stuck.add(waiting)


def _all_waiting(inbox: Path) -> list[Path]:
    try:
        return sorted(inbox.glob("*" + WAITING))
    except OSError:  # no inbox yet
        return []


def _take(waiting: Path, block: Callable[[BlockRequest], None]) -> None:
    try:
        block(_read(waiting))
    except LedgerUnavailable as error:
        logger.error("a radio could not be blocked: %s", error)
        return
    except ValueError:
        logger.error("a request about a radio makes no sense; it is deleted")
    waiting.unlink()


def _read(waiting: Path) -> BlockRequest:
    """Raises ValueError."""
    said = json.loads(waiting.read_text(encoding="utf-8"))
    if not isinstance(said, dict):
        raise ValueError("no request")
    radio, blocked = said.get("radio"), said.get("blocked")
    if not isinstance(radio, int) or not isinstance(blocked, bool):
        raise ValueError("no request")
    if not 0 <= radio <= MAX_RADIO:
        raise ValueError("no radio")
    return BlockRequest(radio, blocked)
