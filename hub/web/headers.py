"""What every answer tells the browser about how to treat it."""

from __future__ import annotations

from flask import Response

CONTENT_SECURITY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "frame-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Only what the hub itself serves, and nothing written into the page."""

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
"""None of it is asked for, so no page can be made to ask for it."""

_DOCUMENTS = ("text/html", "image/svg+xml")


def seal(response: Response) -> Response:
    """Say what may be done with an answer, and that nobody keeps a page.

    A 304 says no more than it must (RFC 9110, 15.4.5): the browser keeps the headers
    that came with what it has. Left out on purpose: Cross-Origin-Opener-Policy and
    Strict-Transport-Security, which mean nothing over plain http.
    """
    response.headers.setdefault("Cache-Control", "no-store")
    if response.status_code == 304:
        return response
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if response.mimetype in _DOCUMENTS:
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY
    if response.mimetype == "text/html":
        response.headers["Permissions-Policy"] = PERMISSIONS
        # `no-referrer` would make browsers send `Origin: null` with our own forms.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Frame-Options"] = "DENY"  # older browsers know only this
    return response
