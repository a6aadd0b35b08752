"""Throws mutated bytes at everything that reads bytes from the air: `make fuzz`.

A finding is any exception but the named one of each reader, or a text longer than its
limit. Needs atheris, which is not installed otherwise.
"""

from __future__ import annotations

import contextlib
import sys

import atheris

with atheris.instrument_imports():
    from hub.mesh.packing import pack, unpack
    from radio import shorttext
    from radio.codec import decode, encode
    from radio.keys import Keyring, NetworkKey
    from radio.seal import SealBroken, unseal
    from radio.textform import from_text
    from radio.wire import MalformedFrame

from hub.domain.changes import Unreadable

KEYS = Keyring(NetworkKey(bytes(32)))


def one(octets: bytes) -> None:
    """Each reader in turn."""
    if not octets:
        return
    which, rest = octets[0] % 5, octets[1:]
    if which == 0:
        text(rest)
    elif which == 1:
        frame(rest)
    elif which == 2:
        change(rest)
    elif which == 3:
        with contextlib.suppress(SealBroken):
            unseal(rest, KEYS)
    else:
        from_text(rest.decode("utf-8", "replace"))


def text(octets: bytes) -> None:
    """A text or MalformedText; what is read packs and reads back."""
    try:
        found = shorttext.unpack(octets)
    except shorttext.MalformedText:
        return
    assert len(found) <= max(shorttext.MAX_CHARACTERS, len(octets))
    assert shorttext.unpack(shorttext.pack(found)) == found


def frame(octets: bytes) -> None:
    """A frame or MalformedFrame; what is read is written and reads back."""
    if not octets:
        return
    try:
        found = decode(octets[0], 7, octets[1:])
    except MalformedFrame:
        return
    plain = encode(found)
    assert encode(decode(plain.head, 7, plain.body)) == plain


def change(octets: bytes) -> None:
    """A change, whatever the bytes; what can be read can be written."""
    found = unpack(octets)
    if not isinstance(found, Unreadable):
        assert unpack(pack(found)) == found


if __name__ == "__main__":
    shorttext.load()
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
