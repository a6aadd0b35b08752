"""Debian's Chromium, started so that it keeps to itself."""

from __future__ import annotations

import shutil
import sys

from playwright.sync_api import Browser, Playwright

SCREENS = {"screen": (800, 480), "wide": (1280, 800), "phone": (360, 740)}
"""The touchscreens, small and large, and a phone: width and height in CSS pixels."""

_LEFT_OUT = (
    # The suggestions under an address bar, two pages for each window, though nobody
    # here has an address bar: two thirds of the work of opening a window.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # What Playwright leaves out: of two such lists, Chromium reads the last.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
)
"""Chromium's features that no page of ours can tell are there."""

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    f"--disable-features={','.join(_LEFT_OUT)}",
)
"""Without these it looks for the outside world at every start."""


def launch(playwright: Playwright) -> Browser:
    """A browser without a window."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        sys.exit("Please install Chromium: sudo apt install chromium")
    return playwright.chromium.launch(executable_path=found, args=list(_ARGUMENTS))
