"""The network's keys: what frames are sealed with, and how one follows another.

No key is ever in a repr, an error, a log or a status: what is shown is its name, a
hash that leads nowhere.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESCCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NETWORK_KEY_BYTES = 32
TAG_BYTES = 8
CARRIED_TAG_BYTES = 16
"""In a file bytes cost nothing, and who has it may try as often as they like."""
MAX_SEALED_BYTES = 4096
"""More is no frame: opening takes a bounded time."""


class NetworkKey:
    """One key that all hubs of a network share."""

    __slots__ = ("_carrying", "_channels", "_cipher", "name")

    def __init__(self, secret: bytes) -> None:
        """`secret`: 32 random bytes. Raises ValueError."""
        if len(secret) != NETWORK_KEY_BYTES:
            raise ValueError(f"a network key has {NETWORK_KEY_BYTES} bytes")
        self.name = _derived(secret, b"porchlight key name 2", 4)
        self._cipher = AESCCM(
            _derived(secret, b"porchlight frame 2", 16), tag_length=TAG_BYTES
        )
        self._carrying = _derived(secret, b"porchlight carried 1", 32)
        self._channels = _derived(secret, b"porchlight channels 1", 32)

    def __repr__(self) -> str:
        return f"NetworkKey({self.name.hex()})"

    def seal(self, nonce: bytes, plain: bytes, beside: bytes) -> bytes:
        """`plain` encrypted, and a tag over it and over what stands `beside` it."""
        return self._cipher.encrypt(nonce, plain, beside)

    def open(self, nonce: bytes, sealed: bytes, beside: bytes) -> bytes | None:
        """What was sealed so, or None: with another key, or changed since."""
        if not TAG_BYTES <= len(sealed) <= MAX_SEALED_BYTES:
            return None
        try:
            return self._cipher.decrypt(nonce, sealed, beside)
        except InvalidTag:
            return None

    def carrying(self, salt: bytes) -> AESCCM:
        """The cipher of one file that is carried by hand, and was given that salt."""
        key = _derived(self._carrying, b"file", 16, salt)
        return AESCCM(key, tag_length=CARRIED_TAG_BYTES)

    def channel_key(self, name: str) -> bytes:
        """The key of the radios' channel of that name: 32 bytes that lead to no other.

        All hubs of a network come to the same, and a neighbour who was given one knows
        nothing of the rest.
        """
        return _derived(self._channels, b"channel " + name.encode(), 32)


def _derived(
    secret: bytes, purpose: bytes, length: int, salt: bytes | None = None
) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=purpose).derive(
        secret
    )


class Keyring:
    """The key in use, the one to come and the one before: any of them opens.

    A network gets a new key hub by hub: first each learns it as `following`, then one
    rolls, and the others roll when they hear it.
    """

    def __init__(
        self,
        current: NetworkKey,
        following: NetworkKey | None = None,
        previous: NetworkKey | None = None,
    ) -> None:
        self.current = current
        self.following = following
        self.previous = previous

    def __repr__(self) -> str:
        return f"Keyring({self.current!r}, {self.following!r}, {self.previous!r})"

    @property
    def keys(self) -> list[NetworkKey]:
        """All of them, the likeliest first."""
        return [each for each in (self.current, self.following, self.previous) if each]

    @property
    def eldest(self) -> NetworkKey:
        """The key that the network had first of those it still knows.

        Radios' channels are made from it: they stay as they are while hub after hub
        goes over to another key, and change when the old one is struck out.
        """
        return self.previous or self.current

    def roll(self) -> bool:
        """Go on to the key to come; False where there is none."""
        if self.following is None:
            return False
        self.previous, self.current = self.current, self.following
        self.following = None
        return True
