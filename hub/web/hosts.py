"""Which names are ours: a page of elsewhere must not reach the hub under its own name.

A name that a stranger's name server points at the hub's address (DNS rebinding) would
let that stranger's page read and write here as if it were one of ours. Phones on the
hub's own Wi-Fi ask for names of elsewhere too, and are led to the hub.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import MisdirectedRequest
from werkzeug.wrappers import Response

from hub.web.hub_port import current_hub
from hub.web.portal.gate import answer_probe, led_to, open_gate

_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::[0-9]*)?", re.IGNORECASE)


def is_ours(host: str, address: str | None) -> bool:
    """Whether `host`, as the browser sent it, can only mean a hub nearby.

    Numbers, names without a dot and `.local` are never given out by name servers of
    elsewhere. `address`: where phones find the hub, if anybody said.
    """
    name = _name_in(host)
    if name is None:
        return False
    if address is not None and name == urlsplit(address).hostname:
        return True
    nearby = "." not in name or name.endswith((".local", ".localhost"))
    return (nearby and ":" not in name and name != "") or _is_number(name)


def keep_to_our_names(app: Flask, monotonic: Callable[[], float]) -> None:
    """Have an application answer under other names with the way to it, or a portal."""
    open_gate(app, monotonic)
    app.before_request(lead_to_the_hub)


def lead_to_the_hub() -> Response | None:
    """Under a name that is not ours nothing is shown but the way to the hub.

    The one place where that is decided; who only looks is led there, who writes is
    refused. A phone that looks for the internet is answered by the portal.
    """
    host = request.headers.get("Host")
    address = current_hub().phone_address
    if host is None or is_ours(host, address):  # no browser leaves it out
        return None
    if address is None or request.method not in ("GET", "HEAD"):
        raise MisdirectedRequest
    name = _name_in(host)
    answer = answer_probe(name, address) if name else None
    return answer or led_to(f"{address}/")


def _name_in(host: str) -> str | None:
    """The name or number, without a port; None where it can be none."""
    found = _HOST.fullmatch(host)
    return (found[1] or found[2]).lower().rstrip(".") if found else None


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
