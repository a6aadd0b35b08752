"""Hypothesis strategies that several tests share."""

from __future__ import annotations

from hypothesis import strategies as st

from hub.domain.categories import CATEGORIES
from hub.domain.changes import (
    MAX_HOURS,
    MAX_PLACE,
    MAX_QUANTITY,
    MAX_SIGNED,
    Alerted,
    AlertEnded,
    Arranged,
    Change,
    Claimed,
    ClaimHeard,
    Closed,
    Corrected,
    Introduced,
    Kind,
    Lifetime,
    Noted,
    Outcome,
    PartlyMet,
    PlaceNamed,
    Posted,
    Released,
    Renewed,
    SealedNote,
    Signed,
    Thanked,
    Urgency,
)
from hub.domain.ids import AlertId, ClaimId, PostId
from hub.domain.texts import (
    ALERT_LIMIT,
    HANDLE_LIMIT,
    NOTE_LIMIT,
    PLACE_NAME_LIMIT,
    TEXT_LIMIT,
    THANKS_LIMIT,
    is_printable,
)
from radio.frame import (
    DigestFrame,
    Followed,
    FragmentFrame,
    Frame,
    PassedFrame,
    RecordsFrame,
    RequestFrame,
    ShortDigestFrame,
    Span,
)
from radio.record import MAX_ORIGIN, MAX_SEQUENCE, AgedRecord, Record
from radio.wire import age_of

origins = st.integers(1, MAX_ORIGIN)
sequences = st.integers(1, MAX_SEQUENCE)
payloads = st.binary(min_size=1, max_size=255)
ages = st.integers(0, 255).map(age_of)


def _texts(limit: int, least: int = 1) -> st.SearchStrategy[str]:
    return st.text(min_size=least, max_size=limit).filter(is_printable)


categories = st.sampled_from(sorted(CATEGORIES.values(), key=lambda each: each.code))
quantities = st.integers(1, MAX_QUANTITY)
hours = st.integers(1, MAX_HOURS)
posted = st.builds(
    Posted,
    st.sampled_from(Kind),
    categories,
    st.sampled_from(Urgency),
    _texts(TEXT_LIMIT),
    st.none() | st.integers(1, MAX_PLACE),
    st.none() | quantities,
    st.sampled_from(Lifetime),
).filter(lambda each: each.kind is Kind.OFFER or each.lifetime is not Lifetime.STANDING)


keys = st.binary(min_size=32, max_size=32)
sealed_notes = st.binary(min_size=1, max_size=4 * NOTE_LIMIT)


def changes_of(
    hubs: st.SearchStrategy[int], numbers: st.SearchStrategy[int]
) -> st.SearchStrategy[Change]:
    """Every kind of change, naming posts and claims of these hubs and sequences."""
    posts = st.builds(PostId, hubs, numbers)
    claims = st.builds(ClaimId, hubs, numbers)
    notes = _texts(NOTE_LIMIT)
    return st.one_of(
        posted,
        st.builds(PlaceNamed, st.integers(1, MAX_PLACE), _texts(PLACE_NAME_LIMIT, 0)),
        st.builds(Claimed, posts, hours, _texts(HANDLE_LIMIT, 0)),
        st.builds(ClaimHeard, claims),
        st.builds(Released, claims),
        st.builds(Arranged, claims),
        st.builds(PartlyMet, posts, st.integers(0, MAX_QUANTITY)),
        st.builds(Closed, posts, st.sampled_from(Outcome)),
        st.builds(Renewed, posts),
        st.builds(
            Corrected,
            posts,
            st.none() | _texts(TEXT_LIMIT),
            st.none() | categories,
            st.none() | st.sampled_from(Urgency),
            st.none() | quantities,
        ),
        st.builds(Noted, posts, notes, st.none() | claims, st.booleans()),
        st.builds(Thanked, posts, _texts(THANKS_LIMIT)),
        st.builds(Alerted, _texts(ALERT_LIMIT), hours),
        st.builds(AlertEnded, st.builds(AlertId, hubs, numbers)),
        st.builds(Introduced, keys, keys, st.integers(0, 2**32 - 1)),
        st.builds(
            Signed, st.integers(1, MAX_SIGNED), st.binary(min_size=64, max_size=64)
        ),
        st.builds(SealedNote, posts, claims, st.booleans(), sealed_notes),
    )


# 0 is the hub that writes: what is its own goes without an origin.
changes = changes_of(st.just(0) | origins, sequences)

aged_records = st.builds(
    AgedRecord, st.builds(Record, origins, sequences, payloads), ages
)


@st.composite
def spans(draw: st.DrawFn, origin: int) -> tuple[Span, ...]:
    """Spans of one origin, in order, apart."""
    steps = draw(
        st.lists(st.tuples(st.integers(1, 9), st.integers(1, 70000 // 16)), max_size=5)
    )
    made, at = [], 0
    for gap, count in steps:
        made.append(Span(origin, at + gap, count))
        at += gap + count
    return tuple(made)


@st.composite
def followed(draw: st.DrawFn) -> Followed:
    """How one origin is followed."""
    origin = draw(origins)
    gaps = draw(spans(origin))
    end = gaps[-1].sequences[-1] if gaps else 0
    return Followed(origin, end + draw(st.integers(1, 1000)), gaps)


@st.composite
def requests(draw: st.DrawFn) -> RequestFrame:
    """A request for spans of a few origins."""
    asked = draw(st.lists(origins, unique=True, max_size=3).map(sorted))
    return RequestFrame(
        draw(origins), tuple(span for each in asked for span in draw(spans(each)))
    )


@st.composite
def digests(draw: st.DrawFn) -> DigestFrame:
    """A full digest, whole or a part."""
    said = draw(st.lists(followed(), max_size=4, unique_by=lambda each: each.origin))
    said.sort(key=lambda each: each.origin)
    lowest = said[0].origin if said else MAX_ORIGIN
    return DigestFrame(
        draw(origins),
        tuple(said),
        draw(st.just(0) | st.integers(0, lowest - 1)),
        draw(st.booleans()),
        draw(st.booleans()),
    )


short_digests = st.builds(
    ShortDigestFrame, origins, st.binary(min_size=4, max_size=4), st.binary(max_size=99)
)

record_frames = st.builds(
    RecordsFrame,
    origins,
    st.lists(aged_records, max_size=5, unique_by=lambda each: each.record.name).map(
        lambda each: tuple(sorted(each, key=lambda aged: aged.record.name))
    ),
    st.integers(0, 0xFFFF),
)


frames: st.SearchStrategy[Frame] = st.one_of(
    record_frames,
    requests().map(lambda each: PassedFrame(each.sender, each.spans)),
    digests(),
    short_digests,
    requests(),
    st.integers(1, 128).flatmap(
        lambda total: st.builds(
            FragmentFrame,
            origins,
            origins,
            sequences,
            ages,
            st.integers(0, total - 1),
            st.just(total),
            payloads,
        )
    ),
)
