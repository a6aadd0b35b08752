"""What the ledger keeps as documents, and back; JSON's types only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from hub.domain.changes import Change, Unreadable
from hub.domain.contact import Contact
from hub.domain.gone import Fate, Runs, joined
from hub.domain.ids import RecordId
from hub.domain.keep_codes import CodeHash
from hub.domain.passphrases import PhraseHash
from hub.domain.record import MAX_NUMBER, Held, HubId, Record, Sequence
from hub.domain.said import words_of
from hub.domain.secret_hash import SecretHash
from hub.service import Identity, Keyholder, Receipt, Role, Stamp
from hub.store.fields import bytes_of, seconds, text, text_of, whole
from hub.store.radios import RADIOS, radio_of

Document = Mapping[str, Any]
Hash = TypeVar("Hash", bound=SecretHash)

Unpacking = Callable[[bytes, str | None], Change]
"""A change by its bytes, and by the text in it where that was kept."""

RECORDS, RECEIPTS, CONTACTS = "records", "receipts", "contacts"
KEYHOLDERS, COUNTERS, LIVED = "keyholders", "counters", "lived"
HEARD, PASSED = "heard", "passed"
HUB = "hub"
"""The table with the one document about the hub itself."""

UNREADABLE = (LookupError, TypeError, ValueError, ArithmeticError)
"""What the functions raise that read a document, where it makes no sense."""


def record_document(held: Held) -> dict[str, Any]:
    """A record as it is kept."""
    held_at = held.held_at
    return {
        "origin": held.record.origin,
        "sequence": held.record.sequence,
        **payload_document(held.record),
        "age_s": round(held.age_s, 1),
        "held_at": None if held_at is None else int(held_at),
        "lived_s": int(held.lived_s),
    }


def payload_document(record: Record) -> dict[str, Any]:
    """What a record says: its bytes, and the text in them where there is one."""
    words = words_of(record.change)
    payload = {"payload": text_of(record.payload)}
    return payload if words is None else payload | {"words": words}


def held_of(document: Document, unpacking: Unpacking) -> Held:
    """A record that was kept."""
    payload = bytes_of(document["payload"])
    name, held_at = name_of(document), document["held_at"]
    origin, sequence = HubId(name.origin), Sequence(name.sequence)
    return Held(
        Record(origin, sequence, unpacking(payload, document.get("words")), payload),
        seconds(document["age_s"]),
        None if held_at is None else seconds(held_at),
        seconds(document["lived_s"]),
    )


def stamp_document(stamp: Stamp) -> dict[str, Any]:
    """What changes of a record's document when its time is sure."""
    return {
        "age_s": round(stamp.age_s, 1),
        "held_at": round(stamp.held_at, 1),
        "lived_s": round(stamp.lived_s, 1),
    }


def receipt_document(receipt: Receipt) -> dict[str, Any]:
    """A receipt as it is kept."""
    return {
        **name_document(receipt.record),
        "key": text_of(receipt.key),
        "draft": text_of(receipt.draft),
        **_code_document(receipt.code),
    }


def receipt_of(document: Document) -> Receipt:
    """A receipt that was kept."""
    return Receipt(
        name_of(document),
        bytes_of(document["key"]),
        bytes_of(document["draft"]),
        _hash_of(CodeHash, document),
    )


def contact_document(record: RecordId, contact: Contact) -> dict[str, Any]:
    """A writer's contact as it is kept."""
    return {**name_document(record), "text": contact.text}


def contact_of(document: Document) -> tuple[RecordId, Contact]:
    """A writer's contact that was kept, and the post that it belongs to."""
    return name_of(document), Contact(text(document["text"]))


def keyholder_document(keyholder: Keyholder) -> dict[str, Any]:
    """A steward, or one vouched for, as kept."""
    return {
        "name": keyholder.name,
        "role": keyholder.role.value,
        **_code_document(keyholder.code),
        **({"phrase": True} if isinstance(keyholder.code, PhraseHash) else {}),
    }


def keyholder_of(document: Document) -> Keyholder:
    """A steward, or one vouched for, that was kept."""
    kind: type[SecretHash] = PhraseHash if document.get("phrase") else CodeHash
    role, code = Role(document["role"]), _hash_of(kind, document)
    return Keyholder(text(document["name"]), role, code)


def identity_document(identity: Identity) -> dict[str, Any]:
    """Who the hub is, as kept."""
    return {
        "secret": text_of(identity.secret),
        "former": list(identity.former),
        "origin": identity.origin,
        "turn": identity.turn,
    }


def identity_of(document: Document) -> Identity:
    """Who the hub is, as it was kept."""
    return Identity(
        HubId(whole(document["origin"], 1)),
        bytes_of(document["secret"]),
        tuple(HubId(whole(each, 0)) for each in document["former"]),
        whole(document["turn"], 0),
    )


def counter_document(name: str, following: int) -> dict[str, Any]:
    """A counter as it is kept: the number that it gives next."""
    return {"name": name, "next": following}


def counter_of(document: Document) -> tuple[str, int]:
    """A counter that was kept, and the number that it gives next."""
    return text(document["name"]), whole(document["next"], 0)


def lived_of(document: Document) -> float:
    """How long the hub has run in all, as it was kept; seconds."""
    return seconds(document["lived_s"])


def heard_document(windows: bytes) -> dict[str, Any]:
    """What was heard of other hubs' frames, as it is kept."""
    return {"windows": text_of(windows)}


def heard_of(document: Document) -> bytes:
    """What was kept of the frames that were heard."""
    return bytes_of(document["windows"])


def fate_document(origin: int, fate: Fate) -> dict[str, Any]:
    """What became of an origin's records that are not held, as it is kept."""
    return {
        "origin": origin,
        "dropped": [[each.start, len(each)] for each in fate.dropped],
        "skipped": [[each.start, len(each)] for each in fate.skipped],
    }


def fate_of(document: Document) -> tuple[int, Fate]:
    """An origin, and what was kept of the fate of its records."""
    dropped, skipped = (_runs(document[each]) for each in ("dropped", "skipped"))
    return whole(document["origin"], 0), Fate(dropped).skip(skipped)


READERS: Mapping[str, Callable[[Document], object]] = MappingProxyType(
    {
        RECORDS: lambda document: held_of(document, lambda *_: Unreadable()),
        RECEIPTS: receipt_of,
        CONTACTS: contact_of,
        KEYHOLDERS: keyholder_of,
        COUNTERS: counter_of,
        LIVED: lived_of,
        HEARD: heard_of,
        PASSED: fate_of,
        RADIOS: radio_of,
        HUB: identity_of,
    }
)
"""What reads a document, by its table."""


def is_readable(table: str, document: Document) -> bool:
    """Whether that table's document makes sense to this program."""
    try:
        READERS[table](document)
    except UNREADABLE:
        return False
    return True


def name_document(record: RecordId) -> dict[str, Any]:
    """The record that a document is about, as kept."""
    return {"origin": record.origin, "sequence": record.sequence}


def name_of(document: Document) -> RecordId:
    """The record that a document is about."""
    return RecordId(whole(document["origin"], 0), whole(document["sequence"], 1))


def _code_document(code: SecretHash) -> dict[str, Any]:
    return {"salt": text_of(code.salt), "code": text_of(code.digest)}


def _hash_of(kind: type[Hash], document: Document) -> Hash:
    return kind(bytes_of(document["salt"]), bytes_of(document["code"]))


def _runs(pairs: list[list[object]]) -> Runs:
    runs = []
    for first, count in pairs:
        start = whole(first, 1)
        runs.append(range(start, start + whole(count, 1)))
        if runs[-1].stop > MAX_NUMBER + 1:
            raise ValueError("no such sequences")
    return joined(runs)
