"""How this hub's service proves and seals, put together; nothing of its own."""

from __future__ import annotations

from hub.domain.texts import NOTE_LIMIT
from hub.mesh.keys import HubKeys, is_signed
from hub.mesh.packing.fields import MalformedChange, packed_text, unpacked_text
from hub.service import Crypto


class NoteWords:
    """A note's text in the fewest bytes."""

    def pack(self, text: str) -> bytes:
        """Its bytes."""
        return packed_text(text)

    def unpack(self, octets: bytes) -> str | None:
        """The text, or None where these bytes are none that a person wrote."""
        try:
            return unpacked_text(octets, NOTE_LIMIT)
        except MalformedChange:
            return None


def hub_crypto() -> Crypto:
    """Ed25519, X25519 and AES-CCM, and texts as the records have them."""
    return Crypto(HubKeys, is_signed, NoteWords())
