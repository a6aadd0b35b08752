"""One hub of the demo in a process of its own, kept alive as systemd would."""

from __future__ import annotations

import contextlib
import http.client
import json
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click

HOP_LIMIT = 0
"""The three radios hear one another: a repeated packet would only cost airtime."""

START_TIMEOUT_S = 60.0
STOP_TIMEOUT_S = 5.0
RESTART_AFTER_S = 1.0
POLL_S = 0.1


class DemoFailed(Exception):
    """The demo can't run; the message says why, for a person."""


@dataclass(slots=True)
class HubProcess:
    """One `porchlight run`, started again when it dies, as systemd would."""

    number: int
    port: int
    folder: Path
    radio_port: int
    network_key: Path
    _process: subprocess.Popen[bytes] | None = None
    _start_at: float = 0.0

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://localhost:{self.port}"

    @property
    def command(self) -> list[str]:
        """What runs; a computer that somebody tries this on has the time."""
        return [
            *(sys.executable, "-m", "hub", "run", "--stop-with-parent"),
            *("--data", str(self.folder / f"hub-{self.number}")),
            *("--listen", f"127.0.0.1:{self.port}"),
            *("--radio", f"tcp:127.0.0.1:{self.radio_port}"),
            *("--network-key-file", str(self.network_key)),
            *("--hop-limit", str(HOP_LIMIT), "--name", f"Porch {self.number}"),
            *("--setup", "off", "--clock", "trusted"),
        ]

    def start(self) -> None:
        """Start the process; it ends when this one does."""
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            self.command,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for us; we tell the hubs
        )
        threading.Thread(
            target=_echo_lines, args=(self.number, self._process.stderr), daemon=True
        ).start()

    def wait_until_serving(self) -> None:
        """Block until its pages answer. Raises DemoFailed."""
        for _ in range(int(START_TIMEOUT_S / POLL_S)):
            if self._process is None or self._process.poll() is not None:
                raise DemoFailed(f"Hub {self.number} did not start; see above.")
            with contextlib.suppress(OSError, http.client.HTTPException):
                url = f"{self._own_url}/healthz"
                urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - loopback
                return
            time.sleep(POLL_S)
        raise DemoFailed(f"Hub {self.number} does not answer.")

    def keep_alive(self) -> None:
        """Start it again a moment after it ended."""
        if self._process is None:
            if time.monotonic() >= self._start_at:
                click.echo(f"hub {self.number}  starts again")
                self.start()
        elif self._process.poll() is not None:
            click.echo(f"hub {self.number}  ended ({self._process.returncode})")
            self._close_pipes()
            self._start_at = time.monotonic() + RESTART_AFTER_S

    def post(self, text: str, key: str) -> None:
        """Post a need. Raises OSError, also as HTTPError with the hub's answer."""
        fields = {"kind": "need", "category": "other", "urgency": "today", "text": text}
        request = urllib.request.Request(  # noqa: S310 - loopback
            f"{self._own_url}/api/posts",
            data=json.dumps(fields).encode(),
            headers={"Content-Type": "application/json", "Idempotency-Key": key},
        )
        urllib.request.urlopen(request, timeout=10).close()  # noqa: S310 - loopback

    def hears(self) -> int:
        """How many other hubs it has heard by radio; 0 while it does not answer."""
        with contextlib.suppress(OSError, ValueError, LookupError):
            url = f"{self._own_url}/api/status"
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - loopback
                return len(json.load(answer)["radio"]["hubs_heard"])
        return 0

    def end(self) -> None:
        """Ask it to end; `wait` waits for it."""
        if self._process is not None:
            self._process.terminate()

    def wait(self) -> None:
        """Until it has ended; by force if it takes too long."""
        if self._process is None:
            return
        try:
            self._process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._close_pipes()

    @property
    def _own_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _close_pipes(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        self._process = None


def _echo_lines(number: int, stream: IO[bytes] | None) -> None:
    if stream is None:
        return
    with stream:
        for line in stream:
            words = line.decode("utf-8", "replace").rstrip()
            click.echo(f"hub {number}  {words.removeprefix('porchlight: ')}")
