"""The publishers' keys that a hub trusts: public ones, in a folder that is root's. The
hub itself can't change them.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from installer.files import sync, write

from updater.manifest import (
    Manifest,
    ManifestInvalid,
    manifest_of,
    parts_of,
    signed_bytes,
)
from updater.outcomes import Outcome, Refused


def trusted(folder: Path) -> list[Ed25519PublicKey]:
    """Every key of the folder that is one. Raises Refused."""
    found = (_key_of(each.read_bytes()) for each in sorted(folder.glob("*.pub")))
    keys = [each for each in found if each is not None]
    if not keys:
        raise Refused(Outcome.NO_KEY, keys=folder)
    return keys


def opened(sealed: bytes, keys: list[Ed25519PublicKey]) -> Manifest:
    """The manifest, if one of the keys signed it. Raises Refused."""
    try:
        signature, octets = parts_of(sealed)
    except ManifestInvalid as error:
        raise Refused(Outcome.STRANGER) from error
    if not any(_signed(each, signature, octets) for each in keys):
        raise Refused(Outcome.STRANGER)
    try:
        return manifest_of(octets)
    except ManifestInvalid as error:
        raise Refused(Outcome.NOT_UNDERSTOOD) from error


def renew(folder: Path, keys: tuple[str, ...]) -> None:
    """These keys and no others; a power cut in the middle leaves some of both."""
    fresh = [key for key in keys if _key_of(key.encode()) is not None]
    if not fresh:  # a manifest without keys, or a slip: never nobody
        return
    names = [f"publisher-{number}.pub" for number in range(1, len(fresh) + 1)]
    before = {each for each in folder.glob("*.pub") if each.name not in names}
    for name, key in zip(names, fresh, strict=True):
        write(folder / name, key.encode())
    for each in before:
        each.unlink()
    sync(folder)


def _key_of(pem: bytes) -> Ed25519PublicKey | None:
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) else None


def _signed(key: Ed25519PublicKey, signature: bytes, manifest: bytes) -> bool:
    try:
        key.verify(signature, signed_bytes(manifest))
    except InvalidSignature:
        return False
    return True
