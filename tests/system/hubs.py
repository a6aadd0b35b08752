"""Real hubs in processes of their own, for tests: started, asked, killed, ended."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

PROJECT = Path(__file__).parents[2]
PATIENCE_S = 120.0
"""How long to wait for what must come; a bound for broken code, not a promise."""


class HubProcess:
    """`porchlight run` on a port that the system picks."""

    def __init__(
        self, data: Path, *arguments: str, under: tuple[str, ...] = ()
    ) -> None:
        """`under`: a command that runs it, as in `env NAME=VALUE`."""
        self._data = data
        self._under = under
        self._arguments = arguments
        self.lines: list[str] = []
        self.start()

    def start(self) -> None:
        """Start it, or start it again on the same data."""
        self.process = subprocess.Popen(
            [
                *self._under,
                *(sys.executable, "-m", "hub", "run", "--data", str(self._data)),
                *("--listen", "127.0.0.1:0", *self._arguments),
            ],
            cwd=PROJECT,
            # Tests are no neighbours, and most find a hub that is set up.
            env={"PORCHLIGHT_LIMITS": "off", "PORCHLIGHT_SETUP": "off", **os.environ},
            stderr=subprocess.PIPE,
            text=True,
        )
        found: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, args=(found,))
        self._reader.start()
        self.address = found.get(timeout=PATIENCE_S)
        if not self.address:
            raise AssertionError(f"the hub did not start: {self.lines}")

    def _read(self, found: queue.Queue[str]) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as stream:
            for line in stream:
                self.lines.append(line.rstrip())
                if serving := re.search(r"serving (http://\S+)", line):
                    found.put(serving[1])
        found.put("")

    def get(self, path: str) -> Any:
        """JSON of the hub."""
        return json.loads(self.read(path))

    def read(self, path: str) -> bytes:
        """A page of the hub."""
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE_S) as answer:
            page: bytes = answer.read()
            return page

    def post(self, text: str, **more: str) -> dict[str, str]:
        """Post a need; the hub's answer."""
        fields = {"kind": "need", "category": "other", "text": text, **more}
        return self.send("/api/posts", fields)

    def send(self, path: str, fields: dict[str, object]) -> dict[str, str]:
        """Send JSON to the hub; its answer to what it made of it."""
        request = urllib.request.Request(
            self.address + path,
            data=json.dumps(fields).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            posted: dict[str, str] = json.load(answer)
            return posted

    def close(self, post_id: str, keep_code: str) -> None:
        """Its writer says that it is met."""
        fields = {"step": "met", "keep_code": keep_code}
        self.send(f"/api/posts/{post_id}/writer", fields)

    def board(self) -> list[dict[str, Any]]:
        """The posts, without what differs: age, and what is proved or known by now."""
        posts = self.get("/api/board")["posts"]
        differs = ("age_s", "proved", "delivery")
        return [{k: v for k, v in each.items() if k not in differs} for each in posts]

    def kill(self) -> None:
        """Pull the plug."""
        self._end(signal.SIGKILL)

    def end(self) -> int:
        """Ask it to end; its exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        return code

    def __enter__(self) -> HubProcess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()


@contextlib.contextmanager
def hubs_over(ports: list[int], folder: Path) -> Iterator[list[HubProcess]]:
    """A hub for each radio's port."""
    folder.mkdir(exist_ok=True)
    with contextlib.ExitStack() as stack:
        yield [
            stack.enter_context(
                HubProcess(
                    folder / f"hub-{number}",
                    *("--radio", f"tcp:127.0.0.1:{port}", "--hop-limit", "0"),
                    *("--network-key-file", str(folder / "network.key")),
                )
            )
            for number, port in enumerate(ports, 1)
        ]


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Poll until it holds; fail when patience ends."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if holds():
                return
        time.sleep(0.2)
    raise AssertionError(f"never came: {what}")


def boards_equal(hubs: list[HubProcess], posts: int) -> bool:
    """Whether all boards are the same and hold that many posts."""
    boards = [hub.board() for hub in hubs]
    return len(boards[0]) == posts and all(board == boards[0] for board in boards)
