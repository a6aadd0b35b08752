"""What an address says of the device behind it. Pure; keeps and logs none."""

from __future__ import annotations

import ipaddress

SHARED_BITS = 64
"""Of an IPv6 address: one device has as many of the rest as it likes."""


def place_of(address: str) -> str:
    """What all addresses of one device have in common; empty for what is none."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(int(parsed) >> (128 - SHARED_BITS))
