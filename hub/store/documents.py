"""What the ledger keeps as documents, and back; JSON's types only."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

from hub.domain.changes import Change
from hub.domain.contact import Contact
from hub.domain.ids import RecordId
from hub.domain.keep_codes import CodeHash
from hub.domain.record import Held, HubId, Record, Sequence
from hub.service import Keyholder, Receipt, Role, Stamp

Document = Mapping[str, Any]


def record_document(held: Held) -> dict[str, Any]:
    """A record as it is kept."""
    held_at = held.held_at
    return {
        "origin": held.record.origin,
        "sequence": held.record.sequence,
        "payload": text_of(held.record.payload),
        "age_s": round(held.age_s, 1),
        "held_at": None if held_at is None else int(held_at),
        "lived_s": int(held.lived_s),
    }


def held_of(document: Document, unpacking: Callable[[bytes], Change]) -> Held:
    """A record that was kept."""
    payload = bytes_of(document["payload"])
    origin, sequence = HubId(document["origin"]), Sequence(document["sequence"])
    record = Record(origin, sequence, unpacking(payload), payload)
    return Held(record, document["age_s"], document["held_at"], document["lived_s"])


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
        **_name_document(receipt.record),
        "key": text_of(receipt.key),
        "draft": text_of(receipt.draft),
        **_code_document(receipt.code),
    }


def receipt_of(document: Document) -> Receipt:
    """A receipt that was kept."""
    return Receipt(
        RecordId(document["origin"], document["sequence"]),
        bytes_of(document["key"]),
        bytes_of(document["draft"]),
        _code_of(document),
    )


def contact_document(record: RecordId, contact: Contact) -> dict[str, Any]:
    """A writer's contact as it is kept."""
    return {**_name_document(record), "text": contact.text}


def keyholder_document(keyholder: Keyholder) -> dict[str, Any]:
    """A steward, or one vouched for, as kept."""
    return {
        "name": keyholder.name,
        "role": keyholder.role.value,
        **_code_document(keyholder.code),
    }


def keyholder_of(document: Document) -> Keyholder:
    """A steward, or one vouched for, that was kept."""
    return Keyholder(document["name"], Role(document["role"]), _code_of(document))


def _name_document(record: RecordId) -> dict[str, Any]:
    return {"origin": record.origin, "sequence": record.sequence}


def _code_document(code: CodeHash) -> dict[str, Any]:
    return {"salt": text_of(code.salt), "code": text_of(code.digest)}


def _code_of(document: Document) -> CodeHash:
    return CodeHash(bytes_of(document["salt"]), bytes_of(document["code"]))


def text_of(raw: bytes) -> str:
    """Bytes as JSON can hold them."""
    return base64.b64encode(raw).decode("ascii")


def bytes_of(text: str) -> bytes:
    """Back."""
    return base64.b64decode(text)
