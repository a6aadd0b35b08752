"""The one door for writes, what it needs, what it answers, and the steps of a post."""

from __future__ import annotations

from hub.service.door import HubService
from hub.service.ports import (
    Clocks,
    Identity,
    Keyholder,
    Ledger,
    LedgerUnavailable,
    Packing,
    Private,
    Receipt,
    Role,
    Stamp,
)
from hub.service.views import (
    Accepted,
    AlertView,
    BoardView,
    KeyReused,
    NoSuchPost,
    PostView,
    WrongCode,
)

__all__ = [
    "Accepted",
    "AlertView",
    "BoardView",
    "Clocks",
    "HubService",
    "Identity",
    "KeyReused",
    "Keyholder",
    "Ledger",
    "LedgerUnavailable",
    "NoSuchPost",
    "Packing",
    "PostView",
    "Private",
    "Receipt",
    "Role",
    "Stamp",
    "WrongCode",
]
