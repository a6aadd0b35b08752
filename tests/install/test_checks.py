"""What the installer says of a machine before it changes anything on it."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest
from installer import checks
from installer.source import Source


@pytest.fixture
def bundle(tmp_path: Path) -> Source:
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels/pip-1-py3-none-any.whl").touch()
    return Source(tmp_path)


def test_a_64_bit_system_is_welcome(bundle: Source) -> None:
    assert checks._machine(bundle) is None


def test_a_32_bit_system_on_a_64_bit_kernel_is_told_plainly(
    bundle: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "maxsize", 2**31 - 1)
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")

    found = checks._machine(bundle)

    assert found is not None
    assert found.refuses
    assert "take the 64-bit system" in found.words

    with_network = checks._machine(Source(tmp_path / "a clone"))
    assert with_network is not None
    assert not with_network.refuses
