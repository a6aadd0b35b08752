"""Somebody who publishes updates, with a key and archives of their own."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from updater.offers import NAME, SIGNED
from updater.signing import sign

WHEELS = ("a-1-cp311-cp311-manylinux_aarch64.whl", "b-1-cp313-cp313-x_x86_64.whl")


@dataclass(frozen=True)
class Publisher:
    """One pair of keys."""

    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def pem(self) -> str:
        """The public half."""
        spki = PublicFormat.SubjectPublicKeyInfo
        return self.key.public_key().public_bytes(Encoding.PEM, spki).decode()

    def trusted_by(self, keys: Path) -> None:
        """A hub gets the public half."""
        keys.mkdir(parents=True, exist_ok=True)
        (keys / "publisher.pub").write_text(self.pem)

    def publish(
        self,
        folder: Path,
        sequence: int = 2,
        members: Iterable[tarfile.TarInfo] = (),
        keys: tuple[str, ...] = (),
    ) -> Path:
        """A small signed archive; where it is. `members`: what else is in it."""
        folder.mkdir(parents=True, exist_ok=True)
        archive = folder / "made.tar.gz"
        with tarfile.open(archive, "w:gz") as packed:
            for name, text in contents(sequence).items():
                add(packed, tarfile.TarInfo(f"porchlight/{name}"), text.encode())
            for member in members:
                add(packed, member, b"x" * member.size)
        sign(archive, folder, self.key, keys)
        archive.unlink()
        return folder / NAME


def contents(sequence: int) -> dict[str, str]:
    """What every archive has, by name."""
    return {
        "pyproject.toml": f'[project]\nversion = "0.{sequence}.0"\n',
        "systemd/sequence": f"{sequence}\n",
        "systemd/install": f"installs {sequence}",
        **{f"wheels/{name}": "" for name in WHEELS},
    }


def add(packed: tarfile.TarFile, member: tarfile.TarInfo, content: bytes) -> None:
    """One more, whatever it is."""
    member.size = len(content)
    packed.addfile(member, io.BytesIO(content))


def signed_lines(archive: Path) -> Path:
    """The file beside an archive."""
    return archive.with_name(archive.name + SIGNED)
