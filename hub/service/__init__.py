"""The one door for writes, what it needs, what it answers, and the steps of a post."""

from __future__ import annotations

from hub.service.door import HubService
from hub.service.ports import (
    Clocks,
    Identity,
    Ledger,
    LedgerUnavailable,
    Packing,
    Receipt,
)
from hub.service.views import (
    Accepted,
    BoardView,
    KeyReused,
    NoSuchPost,
    PostView,
    WrongCode,
)

__all__ = [
    "Accepted",
    "BoardView",
    "Clocks",
    "HubService",
    "Identity",
    "KeyReused",
    "Ledger",
    "LedgerUnavailable",
    "NoSuchPost",
    "Packing",
    "PostView",
    "Receipt",
    "WrongCode",
]
