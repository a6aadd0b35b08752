"""What the demo's hubs are told."""

from __future__ import annotations

from pathlib import Path

from hub.demo.processes import HubProcess


def test_a_newcomer_is_not_told_that_the_time_is_unsure(tmp_path: Path) -> None:
    command = HubProcess(1, 8080, tmp_path, 4403, tmp_path / "network.key").command

    assert command[command.index("--clock") + 1] == "trusted"
