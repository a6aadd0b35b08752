"""The strategies side by side: the same air, the same posts, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from radio.simulator.strategies import (
    bound,
    broadcast,
    meshing_around,
    porchlight,
    tc2,
)
from radio.simulator.strategies.case import Case, Outcome

STRATEGIES: Mapping[str, Callable[[Case], Outcome]] = MappingProxyType(
    {
        porchlight.NAME: porchlight.run,
        tc2.NAME: tc2.run,
        meshing_around.NAME: meshing_around.run,
        broadcast.NAME: broadcast.run,
        bound.NAME: bound.run,
    }
)

HEADINGS = (
    f"{'strategy':<16}{'delivered':>10}{'doubled':>9}{'airtime':>9}"
    f"{'relays':>9}{'packets':>9}\n"
    f"{'':<16}{'':>10}{'':>9}{'s/post':>9}{'s/post':>9}{'/post':>9}"
)


def compared(case: Case) -> Iterator[dict[str, object]]:
    """The figures of one strategy after the other."""
    return (run(case).summary(case) for run in STRATEGIES.values())


def rows(summaries: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """The same for people, below `HEADINGS`."""
    for each in summaries:
        yield (
            f"{each['strategy']:<16}{each['delivered_share']:>10.1%}"
            f"{each['doubled']:>9}{each['airtime_per_post_s']:>9.2f}"
            f"{each['relay_airtime_per_post_s']:>9.2f}{each['packets_per_post']:>9.2f}"
        )
