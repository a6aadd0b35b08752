"""Picture codes that phones scan, drawn as SVG. Knows no page."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup
from segno import helpers


def qr_of(text: str) -> Markup:
    """A text or an address."""
    return _drawn(segno.make(text, error="m", micro=False))


def qr_of_wifi(name: str, password: str | None) -> Markup:
    """A network to join: name and password, None for an open one."""
    security = "WPA" if password else None
    return _drawn(helpers.make_wifi(ssid=name, password=password, security=security))


def _drawn(code: segno.QRCode) -> Markup:
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True)
    return Markup(drawn.getvalue().decode("utf-8"))  # noqa: S704 - drawn by segno
