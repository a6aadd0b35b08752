"""Debian's Chromium, started so that it keeps to itself."""

from __future__ import annotations

import shutil
import sys

from playwright.sync_api import Browser, Playwright

SCREENS = {"screen": (800, 480), "wide": (1280, 800), "phone": (360, 740)}
"""The touchscreens, small and large, and a phone: width and height in CSS pixels."""

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
"""Without these it looks for the outside world at every start."""


def launch(playwright: Playwright) -> Browser:
    """A browser without a window."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        sys.exit("Please install Chromium: sudo apt install chromium")
    return playwright.chromium.launch(executable_path=found, args=list(_ARGUMENTS))
