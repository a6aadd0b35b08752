"""What the relay tells the radio of a record: bytes, age, how pressing it is."""

from __future__ import annotations

import pytest

from hub.domain import record as domain
from hub.domain.categories import CATEGORIES
from hub.domain.changes import (
    Alerted,
    AlertEnded,
    Change,
    Kind,
    Posted,
    Thanked,
    Urgency,
)
from hub.domain.ids import AlertId, PostId
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.relay import aged_record
from radio import record
from radio.priority import Priority

HUB, FIRST = HubId(7), Sequence(1)


def _post(kind: Kind) -> Posted:
    return Posted(kind, CATEGORIES["water"], Urgency.NOW, "Water for 4")


@pytest.mark.parametrize(
    ("change", "priority"),
    [
        (Alerted("Boil water", 12), Priority.URGENT),
        (AlertEnded(AlertId(HUB, FIRST)), Priority.URGENT),
        (_post(Kind.NEED), Priority.PRESSING),
        (_post(Kind.OFFER), Priority.USUAL),
        (Thanked(PostId(HUB, FIRST), "Thank you"), Priority.USUAL),
    ],
)
def test_alerts_go_before_needs_and_needs_before_the_rest(
    change: Change, priority: Priority
) -> None:
    held = Held(Record(HUB, FIRST, change, b"packed"), age_s=5.0)

    aged = aged_record(held)

    assert (aged.priority, aged.age_s) == (priority, 5.0)
    assert aged.record.payload == b"packed"


def test_hub_and_radio_have_the_same_bounds_for_a_record() -> None:
    assert domain.MAX_PAYLOAD_BYTES == record.MAX_PAYLOAD_BYTES
    assert domain.MAX_NUMBER == record.MAX_ORIGIN == record.MAX_SEQUENCE
