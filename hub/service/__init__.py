"""The one door for writes, what it needs, what it answers, and the steps of a post."""

from __future__ import annotations

from hub.service.arrivals import Tally
from hub.service.door import HubService
from hub.service.ports import (
    Clocks,
    Crypto,
    Identity,
    Keyholder,
    Ledger,
    LedgerUnavailable,
    Packing,
    Private,
    Receipt,
    RecordNeeded,
    RecordsOver,
    Role,
    Stamp,
)
from hub.service.views import (
    Accepted,
    AlertView,
    BoardView,
    KeyReused,
    NoSuchPost,
    NotIntroduced,
    PostView,
    WrongCode,
)

__all__ = [
    "Accepted",
    "AlertView",
    "BoardView",
    "Clocks",
    "Crypto",
    "HubService",
    "Identity",
    "KeyReused",
    "Keyholder",
    "Ledger",
    "LedgerUnavailable",
    "NoSuchPost",
    "NotIntroduced",
    "Packing",
    "PostView",
    "Private",
    "Receipt",
    "RecordNeeded",
    "RecordsOver",
    "Role",
    "Stamp",
    "Tally",
    "WrongCode",
]
