"""The secret that forms of the pages are made with, kept in a small file of the data
folder: a form that stood open while the hub was started anew is still known as ours.
"""

from __future__ import annotations

import logging
import os
import secrets
from contextlib import suppress
from pathlib import Path

FILE = "form.key"
SECRET_BYTES = 32

logger = logging.getLogger(__name__)


def form_secret(data: Path) -> bytes:
    """What is kept; made at the first start, or where the file is broken.

    A disk that takes nothing costs no more than that: forms end with the program.
    """
    file = data / FILE
    with suppress(OSError):
        if len(kept := file.read_bytes()) == SECRET_BYTES:
            return kept
    secret = secrets.token_bytes(SECRET_BYTES)
    try:
        _keep(secret, file)
    except OSError as error:
        logger.warning("open forms end with this program: %s", error.strerror)
    return secret


def _keep(secret: bytes, file: Path) -> None:
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(fresh, flags, 0o600), "wb") as stream:
            stream.write(secret)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
