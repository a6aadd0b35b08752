"""The secret that forms of the pages are made with, kept in a small file of the data
folder: a form that stood open while the hub was started anew is still known as ours.
"""

from __future__ import annotations

import logging
import secrets
from contextlib import suppress
from pathlib import Path

from hub.private_file import write_private

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
        write_private(file, secret)
    except OSError as error:
        logger.warning("open forms end with this program: %s", error.strerror)
    return secret
