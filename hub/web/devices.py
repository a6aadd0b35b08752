"""Which device asks: a mark that its address can't be read from, made anew with each
start. It stays in memory: no mark may go to the disk, into a log or out.
"""

from __future__ import annotations

import ipaddress
import secrets
from hashlib import blake2b
from typing import cast

from flask import Flask, current_app, request

SHARED_BITS = 64
"""Of an IPv6 address: one device has as many of the rest as it likes."""


def mark_devices(app: Flask) -> None:
    """Let the application tell devices apart."""
    app.extensions["device_key"] = secrets.token_bytes(32)


def current_device() -> bytes:
    """The mark of the device whose request this is. All behind a router have one."""
    key = cast(bytes, current_app.extensions["device_key"])
    place = _place(request.remote_addr or "").encode()
    return blake2b(place, key=key, digest_size=8).digest()


def _place(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(int(parsed) >> (128 - SHARED_BITS))
