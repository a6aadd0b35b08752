"""Which device asks: a mark that its address can't be read from, made anew with each
start. It stays in memory: no mark may go to the disk, into a log or out.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b
from typing import cast

from flask import Flask, current_app, request

from hub.addresses import place_of


def mark_devices(app: Flask) -> None:
    """Let the application tell devices apart."""
    app.extensions["device_key"] = secrets.token_bytes(32)


def current_device() -> bytes:
    """The mark of the device whose request this is. All behind a router have one."""
    key = cast(bytes, current_app.extensions["device_key"])
    place = place_of(request.remote_addr or "").encode()
    return blake2b(place, key=key, digest_size=8).digest()
