"""A hub in a process of its own that tells its memory, for tests/bench.py."""

from __future__ import annotations

import json
import os
import sys
import threading
import urllib.request
from pathlib import Path

from hub.app import build_hub
from hub.settings import read_settings


def main(folder: Path) -> None:
    """Serve the board a few times, then print the resident memory in MiB."""
    given = {"data": str(folder), "listen": "127.0.0.1:0", "name": "Bench"}
    hub = build_hub(read_settings(given, {}, None))
    threading.Thread(target=hub.server.run, daemon=True).start()
    for path in ("/api/board", "/", "/api/board"):
        address = f"http://127.0.0.1:{hub.server.effective_port}{path}"
        urllib.request.urlopen(address).read()
    status = Path("/proc/self/status").read_text()
    resident_kib = int(status.split("VmRSS:")[1].split()[0])
    print(json.dumps(round(resident_kib / 1024, 1)))  # noqa: T201
    sys.stdout.flush()
    os._exit(0)  # the server runs on a thread that nobody is to wait for


if __name__ == "__main__":
    main(Path(sys.argv[1]))
