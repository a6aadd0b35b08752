"""Versions of Meshtastic's firmware, and in what they differ. No behaviour."""

from __future__ import annotations

import re
from dataclasses import dataclass

OLDEST, NEWEST = (2, 5), (2, 8)
"""Between these we know what firmware does."""


@dataclass(frozen=True, slots=True, order=True)
class Firmware:
    """A version; what is said of each was read in its source or measured on it."""

    major: int = 2
    minor: int = 7
    patch: int = 26

    @classmethod
    def parse(cls, text: str) -> Firmware:
        """Read `2.8` or `2.7.26`. Raises ValueError."""
        numbers = re.fullmatch(r"(\d)\.(\d{1,2})(?:\.(\d{1,3}))?", text)
        if not numbers:
            raise ValueError(f"{text!r} is no version of the firmware")
        major, minor, patch = (int(each or 0) for each in numbers.groups())
        if not OLDEST <= (major, minor) <= NEWEST:
            raise ValueError(f"firmware is 2.5 to 2.8 here, not {text}")
        return cls(major, minor, patch)

    def __str__(self) -> str:
        """As a radio says it: clients look at the first three numbers."""
        return f"{self.major}.{self.minor}.{self.patch}.0000000"

    @property
    def limits_ports(self) -> bool:
        """One text in two seconds from a host, and less of some other ports."""
        return self >= Firmware(2, 7, 0)

    @property
    def insists_on_keys(self) -> bool:
        """No direct text without the recipient's public key, out or in."""
        return self >= Firmware(2, 7, 0)

    @property
    def makes_sure_of_acks(self) -> bool:
        """The acknowledgement of a direct text wants one itself."""
        return self >= Firmware(2, 7, 0)

    @property
    def signs(self) -> bool:
        """Own broadcasts are signed where the signature fits."""
        return self >= Firmware(2, 8, 0)

    @property
    def is_numbered_by_key(self) -> bool:
        """At boot, the node number becomes the CRC32 of the public key."""
        return self >= Firmware(2, 8, 0)

    @property
    def forgets_opaque(self) -> bool:
        """2.8.0 only: packets that it can't read go past the table of duplicates, and
        are relayed in the modes ALL and ALL_SKIP_DECODING alone (bug #11790)."""
        return self == Firmware(2, 8, 0)
