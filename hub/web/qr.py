"""Picture codes that phones scan, drawn as SVG. Knows no page by name."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup
from segno import helpers

from hub.web.hub_port import current_hub


def qr_of(text: str) -> Markup:
    """A text or an address."""
    return _drawn(segno.make(text, error="m", micro=False))


def qr_of_wifi(name: str, password: str | None) -> Markup:
    """A network to join: name and password, None for an open one."""
    security = "WPA" if password else None
    return _drawn(helpers.make_wifi(ssid=name, password=password, security=security))


def address_of(path: str) -> str | None:
    """Where phones find that page, if anybody said where they find the hub."""
    address = current_hub().phone_address
    return address + path if address else None


def qr_of_page(path: str) -> Markup | None:
    """A page of ours, where phones have an address for it."""
    address = address_of(path)
    return qr_of(address) if address else None


def _drawn(code: segno.QRCode) -> Markup:
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True)
    return Markup(drawn.getvalue().decode("utf-8"))  # noqa: S704 - drawn by segno
