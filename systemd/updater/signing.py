"""For those who publish: makes a pair of keys, and signs an archive of `make bundle`.
No box runs this.
"""

from __future__ import annotations

import argparse
import getpass
import hashlib
import os
import re
import shutil
import sys
import tarfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from updater.manifest import Manifest, sealed, signed_bytes
from updater.offers import NAME, SIGNED

OURS = Path(__file__).resolve().parents[2]
"""The repository: no place for a private key."""


def main(arguments: Sequence[str]) -> int:
    """The command line of `sign-bundle`."""
    parser = argparse.ArgumentParser(prog="sign-bundle", description=__doc__)
    what = parser.add_subparsers(dest="what", required=True)
    making = what.add_parser("new-key", help="a pair: FILE, and FILE.pub for everybody")
    making.add_argument("file", type=Path, metavar="FILE")
    signing = what.add_parser("sign", help="sign an archive, as a folder for a stick")
    signing.add_argument("archive", type=Path)
    signing.add_argument("folder", type=Path)
    signing.add_argument("--key", type=Path, required=True, metavar="FILE")
    signing.add_argument(
        "--from-now-on",
        type=Path,
        nargs="+",
        default=[],
        metavar="PUB",
        help="the only public keys that hubs trust once they have this version",
    )
    given = parser.parse_args(arguments)
    if given.what == "new-key":
        return make_key(given.file, _asked_twice())
    keys = tuple(each.read_text() for each in given.from_now_on)
    sign(given.archive, given.folder, _private_key(given.key), keys)
    return 0


def make_key(file: Path, passphrase: bytes) -> int:
    """Write both halves; none takes another's place."""
    if file.resolve().is_relative_to(OURS):
        print("! Keep the key out of the repository: on a stick.", file=sys.stderr)
        return 1
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase)
        if passphrase
        else serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    _write_new(file, private, 0o600)
    _write_new(file.with_name(f"{file.name}.pub"), public, 0o644)
    print(f"{file}: keep it where only you get at it, and a copy elsewhere.")
    print(f"{file}.pub: commit it as systemd/update-keys/NAME.pub.")
    return 0


def sign(
    archive: Path, folder: Path, key: Ed25519PrivateKey, keys: tuple[str, ...] = ()
) -> None:
    """Put the archive and what is signed of it into a folder, to be copied onward."""
    manifest = manifest_of_archive(archive, keys)
    octets = manifest.to_bytes()
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(archive, folder / NAME)
    lines = sealed(octets, key.sign(signed_bytes(octets)))
    (folder / (NAME + SIGNED)).write_bytes(lines)
    print(f"{folder / NAME}: version {manifest.version}, number {manifest.sequence}")


def manifest_of_archive(archive: Path, keys: tuple[str, ...] = ()) -> Manifest:
    """What there is to say of an archive, out of itself."""
    with tarfile.open(archive) as packed:
        members = packed.getmembers()
        top = members[0].name.split("/")[0]
        project = _text(packed, f"{top}/pyproject.toml")
        sequence = _text(packed, f"{top}/systemd/sequence")
    wheels = [each.name for each in members if each.name.endswith(".whl")]
    with archive.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Manifest(
        version=tomllib.loads(project)["project"]["version"],
        sequence=int(sequence),
        machines=_all(r"_(aarch64|armv7l|x86_64)\.whl$", wheels),
        pythons=tuple(f"3.{minor}" for minor in _all(r"-cp3(\d+)-cp3\1-", wheels)),
        size_bytes=archive.stat().st_size,
        unpacked_bytes=sum(each.size for each in members),
        sha256=digest,
        keys=keys,
    )


def _all(pattern: str, names: list[str]) -> tuple[str, ...]:
    """For what the libraries are that were built for one kind of machine or Python."""
    found = (re.search(pattern, name) for name in names)
    return tuple(sorted({each[1] for each in found if each}))


def _text(packed: tarfile.TarFile, name: str) -> str:
    try:
        file = packed.extractfile(name)
    except KeyError:
        file = None
    if file is None:
        raise SystemExit(f"This is no bundle: {name} is not in it.")
    return file.read().decode()


def _write_new(file: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)


def _private_key(file: Path) -> Ed25519PrivateKey:
    octets = file.read_bytes()
    locked = b"ENCRYPTED" in octets
    passphrase = getpass.getpass("The key's passphrase: ").encode() if locked else None
    key = serialization.load_pem_private_key(octets, passphrase)
    if not isinstance(key, Ed25519PrivateKey):
        raise SystemExit(f"{file} is no Ed25519 key")
    return key


def _asked_twice() -> bytes:
    if not sys.stdin.isatty():
        return b""
    first = getpass.getpass("A passphrase for the key (Enter for none): ")
    if first != getpass.getpass("Once more: "):
        raise SystemExit("These were two different ones.")
    return first.encode()
