"""A table's changes during one transaction, until they are written or forgotten."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """One document as it is to be; None where it is to go."""

    collection: str
    doc_id: int
    document: Document | None


class Overlay(MutableMapping[int, Document]):
    """One table during a transaction: what is read here may be changed in place."""

    def __init__(self, name: str, base: Mapping[str, Document]) -> None:
        self.name = name
        self._base = base
        self._touched: dict[int, Document] = {}
        self._gone: set[int] = set()

    def __getitem__(self, doc_id: int) -> Document:
        if doc_id in self._gone:
            raise KeyError(doc_id)
        if doc_id not in self._touched:
            self._touched[doc_id] = copy.deepcopy(self._base[str(doc_id)])
        return self._touched[doc_id]

    def __setitem__(self, doc_id: int, document: Document) -> None:
        self._gone.discard(doc_id)
        self._touched[doc_id] = document

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched.pop(doc_id, None)
        if str(doc_id) in self._base:
            self._gone.add(doc_id)

    def __contains__(self, doc_id: object) -> bool:
        return doc_id not in self._gone and (
            doc_id in self._touched or str(doc_id) in self._base
        )

    def __iter__(self) -> Iterator[int]:
        yield from (each for key in self._base if (each := int(key)) not in self._gone)
        yield from [each for each in self._touched if str(each) not in self._base]

    def __len__(self) -> int:
        added = sum(str(each) not in self._base for each in self._touched)
        return len(self._base) - len(self._gone) + added

    def changes(self) -> Iterator[Edit]:
        """What has really changed, removals first."""
        for doc_id in self._gone:
            yield Edit(self.name, doc_id, None)
        for doc_id, document in self._touched.items():
            if self._base.get(str(doc_id)) != document:
                yield Edit(self.name, doc_id, document)
