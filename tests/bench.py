"""Measures what the project promises in figures: `make bench`, a JSON object a line.

What is compared runs in turn in the same process, so that a slow disk slows both.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from tinydb import TinyDB

from hub.domain.board import Board
from hub.domain.categories import CATEGORIES
from hub.domain.changes import Kind, Posted, Urgency
from hub.domain.expiry import DAY_S
from hub.domain.ids import RecordId
from hub.domain.keep_codes import CodeHash
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.service import Clocks, HubService, Private, Receipt
from hub.service.past import MORE_AFTER_S
from hub.store.documents import record_document
from hub.store.folder import FILE
from hub.store.ledger import TinyLedger

TEXT = "Water and bread for four people on the second floor, before the evening"
CODE = CodeHash(b"0" * 16, b"1" * 64)
ROUNDS = 200


def main() -> None:
    """Every measurement."""
    for documents in (100, 20_000):
        with tempfile.TemporaryDirectory() as folder:
            durable_posts(Path(folder), documents)
    with tempfile.TemporaryDirectory() as folder:
        starting(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        memory(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        posting(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        letting_go(Path(folder))
    folding()


def say(measurement: str, **figures: object) -> None:
    """Print one result."""
    print(json.dumps({"measurement": measurement, **figures}), flush=True)  # noqa: T201


@cache
def post() -> tuple[Posted, bytes]:
    """What is posted again and again: packing takes milliseconds, and is not timed."""
    posted = Posted(Kind.NEED, CATEGORIES["food"], Urgency.TODAY, TEXT)
    return posted, pack(posted)


def held(number: int, origin: int = 7) -> Held:
    """One post as a record."""
    record = Record(HubId(origin), Sequence(number), *post())
    return Held(record, 0.0, 1_800_000_000.0)


@contextmanager
def ledger_of(folder: Path, documents: int) -> Iterator[TinyLedger]:
    """A ledger with that many records, its good copies made."""
    ledger = TinyLedger(folder, unpack, name_of)
    ledger.append_all(held(number) for number in range(1, documents + 1))
    ledger.append(held(documents + 1))
    yield ledger
    ledger.close()


def durable_posts(folder: Path, documents: int) -> None:
    """A post and its receipt in our store, a bare insert, and stock TinyDB, in turn."""
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.execute("pragma journal_mode = wal")
    bare.execute("pragma synchronous = full")
    bare.execute("create table posts (id integer primary key, body text)")
    stock = TinyDB(folder / "stock.json")
    stock.insert_multiple(record_document(held(number)) for number in range(documents))
    numbers = iter(range(documents + 2, 10**9))
    written: list[int] = []

    def ours(ledger: TinyLedger) -> None:
        number = next(numbers)
        before = _bytes_written()
        receipt = Receipt(RecordId(7, number), b"k" * 32, b"d" * 32, CODE)
        ledger.append(held(number), Private(receipt))
        written.append(_bytes_written() - before)

    body = json.dumps(record_document(held(1)))
    with ledger_of(folder / "ours", documents) as ledger:
        times = _in_turn(
            ours=lambda: ours(ledger),
            bare=lambda: bare.execute("insert into posts (body) values (?)", (body,)),
        )
        times |= _in_turn(
            5, stock_tinydb=lambda: stock.insert(record_document(held(1)))
        )
    bare.close()
    stock.close()
    medians = {name: statistics.median(each) for name, each in times.items()}
    say(
        "one post, durable",
        documents=documents,
        median_ms={name: round(1000 * each, 3) for name, each in medians.items()},
        ours_to_bare=round(medians["ours"] / medians["bare"], 2),
        bytes_written_per_post=round(statistics.mean(written)),
    )


def _in_turn(
    rounds: int = ROUNDS, **works: Callable[[], object]
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - start)
    return times


def _bytes_written() -> int:
    """Bytes that this process handed to write(), by the kernel's count."""
    text = Path("/proc/self/io").read_text()
    return int(text.split("wchar: ")[1].split()[0])


def starting(folder: Path) -> None:
    """From opening the folder to a board, with 20,000 records."""
    with ledger_of(folder, 20_000):
        pass
    start = time.perf_counter()
    ledger = TinyLedger(folder, unpack, name_of)
    HubService(ledger, pack, Clocks(time.time, time.monotonic), hub_crypto())
    say(
        "starting",
        records=20_000,
        seconds=round(time.perf_counter() - start, 2),
    )
    ledger.close()


def letting_go(folder: Path) -> None:
    """Start and size with 20,000 records, before and after 19,000 of them go."""
    ledger = TinyLedger(folder, unpack, name_of)
    ledger.append_all(
        replace(held(number), age_s=200 * DAY_S if number <= 19_000 else 0.0)
        for number in range(1, 20_001)
    )
    longest_s, started_s, file_bytes, passed_s = 0.0, [], [], [0.0]
    for _ in range(2):
        ledger.close()
        file_bytes.append((folder / FILE).stat().st_size)
        start = time.perf_counter()
        ledger = TinyLedger(folder, unpack, name_of)
        clocks = Clocks(lambda: 1_800_000_000.0, lambda: passed_s[0])
        service = HubService(ledger, pack, clocks, hub_crypto())
        started_s.append(round(time.perf_counter() - start, 2))
        while service.post_count > 1000:
            passed_s[0] += MORE_AFTER_S
            start = time.perf_counter()
            service.board(since=service.revision)
            longest_s = max(longest_s, time.perf_counter() - start)
    ledger.close()
    say(
        "letting go of 19,000 records of 20,000",
        start_s=started_s,
        file_bytes=file_bytes,
        longest_wait_s=round(longest_s, 2),
    )


def posting(folder: Path) -> None:
    """A post through the service: what the store takes, and hashing the keep code."""
    with ledger_of(folder, 100) as ledger:
        service = HubService(
            ledger, pack, Clocks(time.time, time.monotonic), hub_crypto()
        )
        fields = {"kind": "need", "category": "food", "text": TEXT}
        keys = (b"key %d" % number for number in range(10**9))
        times = _in_turn(
            service_post=lambda: service.post(fields, next(keys)),
            keep_code_hash=lambda: CodeHash.of("K7W-4MX", b"0" * 16),
        )
    medians = {name: statistics.median(each) for name, each in times.items()}
    say(
        "one post through the service",
        median_ms={name: round(1000 * each, 3) for name, each in medians.items()},
    )


def memory(folder: Path) -> None:
    """A whole hub with 5,000 live posts: its memory after serving the board."""
    with ledger_of(folder, 5_000):
        pass
    command = [sys.executable, "-m", "tests.bench_memory", str(folder)]
    say("memory", live_posts=5_000, mib=json.loads(subprocess.check_output(command)))


def folding() -> None:
    """Folding one more record, on a board of 10 posts and on one of 10,000."""
    medians = {}
    for posts in (10, 10_000):
        board = Board()
        for number in range(1, posts + 1):
            board.add(held(number).record)
        more = iter([held(number).record for number in range(posts + 1, posts + 2001)])
        times = _in_turn(2000, fold=lambda: board.add(next(more)))  # noqa: B023
        medians[posts] = statistics.median(times["fold"])
    say(
        "folding one more record",
        median_us={posts: round(1e6 * each, 2) for posts, each in medians.items()},
        ratio=round(medians[10_000] / medians[10], 2),
    )


if __name__ == "__main__":
    main()
