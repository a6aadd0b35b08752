"""Neighbours' radios as documents, one for each, and the table that holds them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from hub.domain.ids import PostId, RecordId
from hub.service.radios import MAX_RADIO, CheckIn, Heard, KeptRadio, Owned
from hub.store.fields import seconds, text, whole
from hub.store.sqlite_storage import SqliteStorage

RADIOS = "radios"


def radio_document(radio: KeptRadio) -> dict[str, Any]:
    """A radio as it is kept."""
    return {
        "radio": radio.number,
        "heard": _heard_document(radio.heard),
        "language": radio.language,
        "blocked": radio.blocked,
        "muted": radio.muted,
        "owned": [_owned_document(each) for each in radio.owned],
        "check_ins": [_check_in_document(each) for each in radio.check_ins],
        "key": radio.key.hex(),
        "key_heard": radio.key_heard and _heard_document(radio.key_heard),
    }


def radio_of(document: Mapping[str, Any]) -> KeptRadio:
    """A radio that was kept."""
    language = document["language"]
    number = whole(document["radio"], 0)
    if number > MAX_RADIO:
        raise ValueError("no radio has that number")
    return KeptRadio(
        number,
        _heard_of(document["heard"]),
        None if language is None else text(language),
        bool(document["blocked"]),
        whole(document["muted"], 0),
        tuple(_owned_of(each) for each in document["owned"]),
        tuple(_check_in_of(each) for each in document["check_ins"]),
        _key_of(document),
        _heard_of(key_heard) if (key_heard := document.get("key_heard")) else None,
    )


def _heard_document(heard: Heard) -> list[int | None]:
    return [None if heard.at is None else int(heard.at), int(heard.lived_s)]


def _heard_of(pair: list[object]) -> Heard:
    at, lived_s = pair
    return Heard(None if at is None else seconds(at), seconds(lived_s))


def _owned_document(owned: Owned) -> dict[str, Any]:
    return {
        "record": [owned.record.origin, owned.record.sequence],
        "post": [owned.post.origin, owned.post.sequence],
        "verified": owned.verified,
        "packet": owned.packet,
        "open_air": owned.open_air,
        "key": owned.key.hex(),
    }


def _owned_of(document: Mapping[str, Any]) -> Owned:
    record, post = document["record"], document["post"]
    return Owned(
        RecordId(whole(record[0], 0), whole(record[1], 1)),
        PostId(whole(post[0], 0), whole(post[1], 1)),
        bool(document["verified"]),
        whole(document["packet"], 0),
        bool(document["open_air"]),
        _key_of(document),
    )


def _key_of(document: Mapping[str, Any]) -> bytes:
    """None where it was kept before keys were."""
    return bytes.fromhex(text(document.get("key", "")))


def _check_in_document(check_in: CheckIn) -> dict[str, Any]:
    return {
        "well": check_in.well,
        "heard": _heard_document(check_in.heard),
        "verified": check_in.verified,
        "words": check_in.words,
    }


def _check_in_of(document: Mapping[str, Any]) -> CheckIn:
    return CheckIn(
        bool(document["well"]),
        _heard_of(document["heard"]),
        bool(document["verified"]),
        text(document["words"]),
    )


class RadioTable:
    """Writes what changes of radios; raises what the disk does."""

    def __init__(self, storage: SqliteStorage) -> None:
        self._storage = storage

    def keep(self, radio: KeptRadio) -> None:
        """Put a radio in the place of what was kept of it."""
        with self._storage.transaction():
            self._put(radio)

    def forget(self, numbers: Collection[int], less: Collection[KeptRadio]) -> None:
        """Take radios away, and put `less` in the place of what was kept of others."""
        with self._storage.transaction():
            documents = self._storage.edit(RADIOS)
            for place, each in list(documents.items()):
                if each.get("radio") in numbers:
                    del documents[place]
            for radio in less:
                self._put(radio)

    def _put(self, radio: KeptRadio) -> None:
        documents = self._storage.edit(RADIOS)
        known = self._storage.collection(RADIOS).items()
        places = [int(at) for at, each in known if each.get("radio") == radio.number]
        place = places[0] if places else max(documents, default=0) + 1
        documents[place] = radio_document(radio)
