"""Hypothesis strategies that several tests share."""

from __future__ import annotations

from hypothesis import strategies as st

from hub.domain.categories import CATEGORIES
from hub.domain.changes import Change, Closed, Kind, Outcome, Posted, PostId, Urgency
from hub.domain.drafts import TEXT_LIMIT, is_printable
from radio.frame import (
    DigestFrame,
    Followed,
    FragmentFrame,
    Frame,
    RecordsFrame,
    RequestFrame,
    Span,
)
from radio.record import MAX_ORIGIN, MAX_SEQUENCE, AgedRecord, Record
from radio.wire import age_of

origins = st.integers(1, MAX_ORIGIN)
sequences = st.integers(1, MAX_SEQUENCE)
payloads = st.binary(min_size=1, max_size=300)
ages = st.integers(0, 255).map(age_of)

posted = st.builds(
    Posted,
    st.sampled_from(Kind),
    st.sampled_from(sorted(CATEGORIES.values(), key=lambda each: each.code)),
    st.sampled_from(Urgency),
    st.text(min_size=1, max_size=TEXT_LIMIT).filter(is_printable),
)
closed = st.builds(
    Closed, st.builds(PostId, origins, sequences), st.sampled_from(Outcome)
)
changes: st.SearchStrategy[Change] = posted | closed

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


record_frames = st.builds(
    RecordsFrame,
    origins,
    st.lists(aged_records, max_size=5, unique_by=lambda each: each.record.name).map(
        lambda each: tuple(sorted(each, key=lambda aged: aged.record.name))
    ),
)

frames: st.SearchStrategy[Frame] = st.one_of(
    record_frames,
    st.builds(
        DigestFrame, origins, st.lists(followed(), max_size=4).map(tuple), st.booleans()
    ),
    requests(),
    st.integers(1, 255).flatmap(
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
