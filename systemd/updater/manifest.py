"""What is signed: a few lines about an archive, and their form as bytes. No keys, files
or clocks here.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import Any

FORM = b"porchlight-update 1\n"
"""The first line of the file, and of what is signed: a signature of ours for anything
else is none for an update."""

SEALED = re.compile(re.escape(FORM) + rb"([0-9a-f]{128})\n(.+)", flags=re.DOTALL)
MOST_BYTES = 64 * 1024


class ManifestInvalid(Exception):
    """These bytes are no manifest of this form."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a publisher says of an archive.

    `sequence` counts what was published: by it, and not by the version, a hub knows
    what is newer. `keys`: the publisher's keys from then on, as PEM; none: as before.
    """

    version: str
    sequence: int
    machines: tuple[str, ...]
    pythons: tuple[str, ...]
    size_bytes: int
    unpacked_bytes: int
    sha256: str
    keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises ManifestInvalid."""
        lists = (self.machines, self.pythons, self.keys)
        if not (
            re.fullmatch(r"[0-9A-Za-z.+!-]{1,40}", self.version)
            and all(each > 0 for each in (self.sequence, self.size_bytes))
            and self.unpacked_bytes > 0
            and all(isinstance(each, str) for some in lists for each in some)
            and re.fullmatch("[0-9a-f]{64}", self.sha256)
        ):
            raise ManifestInvalid

    def to_bytes(self) -> bytes:
        """Its one form, readable for people too."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode() + b"\n"


def manifest_of(octets: bytes) -> Manifest:
    """From bytes whose signature is right. Raises ManifestInvalid."""
    try:
        found: dict[str, Any] = json.loads(octets)
        lists = {name: tuple(found[name]) for name in ("machines", "pythons", "keys")}
        return Manifest(**{**found, **lists})
    except (ValueError, TypeError, KeyError) as error:
        raise ManifestInvalid from error


def signed_bytes(manifest: bytes) -> bytes:
    """What the signature is over."""
    return FORM + manifest


def sealed(manifest: bytes, signature: bytes) -> bytes:
    """The file that lies beside an archive."""
    return FORM + signature.hex().encode() + b"\n" + manifest


def parts_of(octets: bytes) -> tuple[bytes, bytes]:
    """Signature and manifest of such a file. Raises ManifestInvalid."""
    found = SEALED.fullmatch(octets)
    if found is None:
        raise ManifestInvalid
    return bytes.fromhex(found[1].decode()), found[2]
