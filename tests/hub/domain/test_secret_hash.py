"""What is kept of a code or a passphrase: slow to guess through, and for years."""

from __future__ import annotations

import pytest

from hub.domain.keep_codes import CodeHash
from hub.domain.passphrases import PhraseHash
from hub.domain.secret_hash import SecretHash

SALT = bytes(range(16))
KINDS = pytest.mark.parametrize("kind", [CodeHash, PhraseHash])

OF_BEFORE = bytes.fromhex(
    "0d8f7d057783dbda611ef2de79965bb9772b40f3fcdd40cd21514f80e5d7ccb1"
    "a41b5655d88a3f452dd6973d7add773e5ed1b889b8c80e36dac73b46f2971e8e"
)
"""As the hubs on people's walls keep `K7R-4MX`."""


def test_a_code_that_was_given_once_opens_for_ever() -> None:
    assert CodeHash(SALT, OF_BEFORE).matches("k7r 4mx")


@KINDS
def test_the_same_secret_looks_different_at_each_place(kind: type[SecretHash]) -> None:
    one, other = kind.of("lamp otter", SALT), kind.of("lamp otter", SALT[::-1])

    assert one.digest != other.digest
    assert one.matches("lamp otter")
    assert not other.matches("other words")


@KINDS
def test_what_is_no_text_is_only_wrong(kind: type[SecretHash]) -> None:
    assert not kind.of("lamp otter", SALT).matches("\ud800")
