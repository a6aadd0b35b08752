"""The network's key file: read, or made at the first start.

A line each: the key in 64 hexadecimal digits, and with the words `next` or `previous`
before it those beside it while a network changes its key.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import secrets
from pathlib import Path

from hub.on_disk import sync
from hub.private_file import fresh_beside, write_private
from hub.settings import SettingsInvalid
from radio.keys import NETWORK_KEY_BYTES, Keyring, NetworkKey

LINE = re.compile(r"(?:(next|previous) )?([0-9a-f]{64})")
MAX_FILE_BYTES = 4096

FORMER = ".former"
"""What a key file is called, after its name, once another one took its place."""

logger = logging.getLogger(__name__)


def network_keys(file: Path) -> Keyring | None:
    """The keys in that file, which is made if it is not there.

    None where it can't be made. Raises SettingsInvalid; no error shows a key.
    """
    try:
        return _parsed(_content(file))
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise SettingsInvalid(f"The network key {file} can't be read: {error}.") from (
            error if isinstance(error, OSError) else None
        )
    try:
        _make(file)
        return _parsed(_content(file))
    except OSError as error:
        logger.error("no network key can be made, so the radio rests: %s", error)
        return None


def shown_secret(file: Path) -> bytes | None:
    """The 32 bytes of the current key in that file, which is made if it is not there:
    for the next hub, and for no log. None where it can't be made.

    Raises SettingsInvalid; no error shows a key.
    """
    if network_keys(file) is None:
        return None
    match = next(
        found
        for line in _content(file).decode("latin-1").splitlines()
        if (found := LINE.fullmatch(line.strip().lower())) and found[1] is None
    )
    return bytes.fromhex(match[2])


def replace_key(file: Path, secret: bytes) -> None:
    """Put that key in the place of the one in the file, which is set aside beside it.

    A hub takes it up at its next start. Raises OSError.
    """
    line = f"{secret.hex()}\n".encode()
    with contextlib.suppress(FileNotFoundError):
        if (former := _content(file)) == line:
            return
        write_private(file.with_name(f"{file.name}{FORMER}"), former)
    write_private(file, line)


def _content(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(MAX_FILE_BYTES)


def _parsed(content: bytes) -> Keyring:
    """Raises ValueError, without a word of what is in the file."""
    found: dict[str, NetworkKey] = {}
    for line in content.decode("latin-1").strip().splitlines():
        match = LINE.fullmatch(line.strip().lower())
        if match is None or (match[1] or "current") in found:
            raise ValueError("a line of it is no key")
        found[match[1] or "current"] = NetworkKey(bytes.fromhex(match[2]))
    if "current" not in found:
        raise ValueError("there is no key in it")
    return Keyring(found["current"], found.get("next"), found.get("previous"))


def _make(file: Path) -> None:
    """Write a new key, readable by its owner alone; whole or not at all."""
    line = f"{secrets.token_hex(NETWORK_KEY_BYTES)}\n".encode()
    # Fails if another hub was first: then its key counts.
    with fresh_beside(file, line) as fresh, contextlib.suppress(FileExistsError):
        os.link(fresh, file)
    sync(file.parent)  # it may be on paper, and at other hubs, in a moment
