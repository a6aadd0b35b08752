"""Whole hubs over radios that fail at random: `make soak MINUTES=30`.

Hubs run as processes of their own, each with a virtual radio at a TCP or a serial port;
radios are unplugged, rebooted, jammed, silenced, garbled, cut off, and hubs killed, all
drawn from a seed. Meanwhile neighbours post at every hub and look at its pages. In the
end every post has to be on every board. Prints one JSON object: what was done, and how
long each radio took back to work after it was well again.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from radio.simulator.server import Manner, RadioKind, VirtualRadios
from tests.system.hubs import HubProcess, boards_equal

WITHIN_S = 60.0
"""After its return a radio is at work again within that time."""

FEWEST = 3
NOTICED_S = 45.0
LONGEST_PAUSE_S = 30.0

AT_THE_END_S = 900.0
"""Until all boards are the same after the last fault: repair waits for its airtime."""

FIRMWARE = ("2.7.26", "2.8.0", "2.6.11", "2.5.0")
PAGES = ("/", "/status", "/api/board")
SLOW_S = 15.0
"""A page that takes so long has waited for a radio, not for a busy machine."""


@dataclass
class Account:
    """What happened."""

    faults: list[str] = field(default_factory=list)
    posts: int = 0
    recoveries_s: dict[str, list[float]] = field(default_factory=dict)
    pages: int = 0
    slowest_page_s: float = 0.0
    misses: list[str] = field(default_factory=list)
    agreed_after_s: float | None = None

    def report(self) -> dict[str, object]:
        """For a person."""
        return {
            "posts": self.posts,
            "faults": len(self.faults),
            "recoveries": {
                kind: {"times": len(each), "longest_s": round(max(each), 1)}
                for kind, each in sorted(self.recoveries_s.items())
            },
            "pages": self.pages,
            "slowest_page_s": round(self.slowest_page_s, 2),
            "agreed_after_s": self.agreed_after_s,
            "misses": self.misses,
        }


class Soak:
    """Hubs, their radios, and what befalls them."""

    def __init__(
        self,
        hubs: list[HubProcess],
        radios: VirtualRadios,
        rng: random.Random,
        *,
        quick: bool,
    ) -> None:
        """`quick`: radios are away for moments, and none hangs: that takes a while to
        notice."""
        self._hubs = hubs
        self._radios = radios
        self._rng = rng
        self._posting = threading.Lock()
        self._faults = [
            ("unplugged", self._unplug),
            ("without power", self._power_cut),
            ("rebooted with a full queue", self._reboot),
            ("cut off", self._cut_off),
            ("hub killed", self._kill),
        ]
        self._longest_pause_s = 2.0 if quick else LONGEST_PAUSE_S
        if not quick:
            self._faults += [("silent", self._silence), ("garbled", self._garble)]
        self.account = Account()

    def run(self, minutes: float) -> Account:
        """Let things go wrong for that long, and a few times at least; then wait until
        all agree."""
        until = time.monotonic() + 60 * minutes
        ending = threading.Event()
        pages = threading.Thread(target=self._look, args=(ending,))
        pages.start()
        try:
            while time.monotonic() < until or len(self.account.faults) < FEWEST:
                self._post()
                self._befall(self._rng.randrange(len(self._hubs)))
                time.sleep(self._rng.uniform(0.0, 2.0))
            self._agree()
        finally:
            ending.set()
            pages.join()
        return self.account

    def _post(self) -> None:
        for hub in self._rng.sample(self._hubs, self._rng.randint(1, 2)):
            with self._posting:
                hub.post(f"Post {self.account.posts} in the soak")
                self.account.posts += 1

    def _befall(self, index: int) -> None:
        name, fault = self._rng.choice(self._faults)
        self.account.faults.append(name)
        fault(index)
        self._recover(name, index)

    def _recover(self, name: str, index: int) -> None:
        """The radio is well again."""
        began = time.monotonic()
        while time.monotonic() < began + WITHIN_S:
            with contextlib.suppress(OSError):
                if self._is_at_work(index):
                    took_s = time.monotonic() - began
                    self.account.recoveries_s.setdefault(name, []).append(took_s)
                    return
            time.sleep(0.1)
        self.account.misses.append(f"radio {index} was not back: {name}")

    def _is_at_work(self, index: int) -> bool:
        """As the hub sees it."""
        status = self._hubs[index].get("/api/status")["radio"]
        return bool(status["state"] == "up" and status["device"])

    # -- what goes wrong ------------------------------------------------------------

    def _unplug(self, index: int) -> None:
        self._radios.unplug(index)
        self._until_noticed(index)
        self._pause()
        self._radios.plug_in(index)

    def _power_cut(self, index: int) -> None:
        self._radios.stop_radio(index)
        self._until_noticed(index)
        self._pause()
        self._radios.start_radio(index)

    def _reboot(self, index: int) -> None:
        self._radios.jam(index)
        self._post()
        self._radios.reboot(index)

    def _cut_off(self, index: int) -> None:
        self._radios.close_client(index)
        self._until_noticed(index)

    def _silence(self, index: int) -> None:
        self._misbehave(index, Manner.SILENT)

    def _garble(self, index: int) -> None:
        self._misbehave(index, Manner.GARBLED)

    def _misbehave(self, index: int, manner: Manner) -> None:
        self._radios.behave(index, manner)
        self._until_noticed(index)
        self._pause()
        self._radios.behave(index, Manner.WELL)

    def _kill(self, index: int) -> None:
        with self._posting:
            self._hubs[index].kill()
            self._hubs[index].start()

    def _until_noticed(self, index: int) -> None:
        """Until the hub sees that its radio is not well. Some faults it never sees:
        half of what a garbled line brings is whole."""
        until = time.monotonic() + NOTICED_S
        while self._is_at_work(index) and time.monotonic() < until:
            time.sleep(0.1)

    def _pause(self) -> None:
        time.sleep(self._rng.uniform(0.0, self._longest_pause_s))

    # -- what neighbours see -----------------------------------------------------------

    def _look(self, ending: threading.Event) -> None:
        for hub, page in itertools.cycle(itertools.product(self._hubs, PAGES)):
            if ending.wait(0.5):
                return
            with self._posting:  # not while a hub is being killed
                began = time.monotonic()
                hub.read(page)
                took_s = time.monotonic() - began
            self.account.pages += 1
            self.account.slowest_page_s = max(self.account.slowest_page_s, took_s)
            if took_s > SLOW_S:
                self.account.misses.append(f"{page} took {took_s:.1f} s")

    def _agree(self) -> None:
        began = time.monotonic()
        while time.monotonic() < began + AT_THE_END_S:
            with contextlib.suppress(OSError):
                if boards_equal(self._hubs, self.account.posts):
                    took_s = round(time.monotonic() - began, 1)
                    self.account.agreed_after_s = took_s
                    return
            time.sleep(1.0)
        counts = [len(hub.board()) for hub in self._hubs]
        self.account.misses.append(f"of {self.account.posts} posts: {counts}")


def soak(minutes: float, seed: int, hubs: int, *, quick: bool = False) -> Account:
    """Run it."""
    rng = random.Random(seed)
    with _running(seed, hubs) as (processes, radios):
        return Soak(processes, radios, rng, quick=quick).run(minutes)


@contextlib.contextmanager
def _running(seed: int, count: int) -> Iterator[tuple[list[HubProcess], VirtualRadios]]:
    """Every other radio is at a serial port; no two run the same firmware."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        places = [folder / f"radio-{each}" if each % 2 else 0 for each in range(count)]
        kinds = {
            each: RadioKind(firmware=FIRMWARE[each % len(FIRMWARE)])
            for each in range(count)
        }
        radios = stack.enter_context(
            VirtualRadios(places, loss=0.1, preset="SHORT_FAST", seed=seed, kinds=kinds)
        )
        processes = [
            stack.enter_context(
                HubProcess(
                    folder / f"hub-{each}",
                    *("--radio", str(radios.address(each))),
                    *("--network-key-file", str(folder / "network.key")),
                )
            )
            for each in range(count)
        ]
        yield processes, radios


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--hubs", type=int, default=4)
    options = parser.parse_args()
    sys.stderr.write(f"seed {options.seed}\n")
    account = soak(options.minutes, options.seed, options.hubs)
    sys.stdout.write(json.dumps(account.report(), indent=2) + "\n")
    sys.exit(1 if account.misses else 0)


if __name__ == "__main__":
    main()
