"""What our cookies are called, and how long those last that are kept for good."""

from __future__ import annotations

from hub.web.hub_port import current_hub

YEAR_S = 365 * 24 * 3600

FACE, SESSION, LANGUAGE, OWN = "face", "session", "language", "own"
LOOK, LOWER = "look", "lower"
"""The colours of the screen; that somebody brought its controls down."""


def cookie_of(name: str) -> str:
    """With the hub's id in it: hubs at the same address don't mix theirs up."""
    return f"{name}-{current_hub().service.origin:08x}"
