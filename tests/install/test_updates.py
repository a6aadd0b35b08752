"""Signed updates: what is taken, and that nothing else is, whatever is wrong."""

from __future__ import annotations

import errno
import io
import os
import string
import tarfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st
from updater.commands import _update
from updater.keys import opened, trusted
from updater.manifest import Manifest, manifest_of, sealed, signed_bytes
from updater.offers import Offer, place_offer
from updater.outcomes import WORDS, Outcome, Refused, told
from updater.signing import make_key
from updater.unpacking import unpack
from updater.updating import Box, clear, install, take

from tests.install.publisher import Publisher, signed_lines


@dataclass
class Machine:
    """A box whose installer only notes what it is told to install."""

    folder: Path
    sequence: int = 1
    ends_with: int = 0
    installed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        (self.folder / "state").mkdir(parents=True)
        (self.folder / "keys").mkdir()

    @property
    def box(self) -> Box:
        return Box(
            keys=self.folder / "keys",
            state=self.folder / "state",
            machine="aarch64",
            python="3.11",
            sequence=lambda: self.sequence,
            install=self._install,
        )

    def _install(self, source: Path) -> int:
        self.installed.append((source / "systemd/install").read_text())
        if self.ends_with == 0:
            self.sequence = int((source / "systemd/sequence").read_text())
        return self.ends_with

    def update(self, offer: Offer, *, older: bool = False) -> Outcome:
        try:
            manifest = take(offer, self.box, older=older)
            return install(manifest, offer.what, self.box).outcome
        except Refused as refused:
            assert told(refused.outcome, offer.what, **refused.facts).words
            return refused.outcome
        finally:
            clear(self.box)


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


@pytest.fixture
def machine(tmp_path: Path, publisher: Publisher) -> Machine:
    made = Machine(tmp_path / "machine")
    publisher.trusted_by(made.folder / "keys")
    return made


@pytest.fixture
def archive(tmp_path: Path, publisher: Publisher) -> Path:
    return publisher.publish(tmp_path / "stick")


def test_a_signed_update_is_installed_and_leaves_nothing_behind(
    machine: Machine, archive: Path
) -> None:
    assert machine.update(place_offer(archive.parent)) is Outcome.INSTALLED
    assert machine.installed == ["installs 2"]
    assert not machine.box.incoming.exists()


@pytest.mark.parametrize("ends_with", [0, 1, 3])
def test_however_the_command_ends_nothing_of_an_update_stays_on_the_card(
    machine: Machine, archive: Path, ends_with: int
) -> None:
    machine.ends_with = ends_with

    result = _update(nullcontext(place_offer(archive)), machine.box, older=False)

    assert result is not None
    assert machine.installed == ["installs 2"]
    assert not machine.box.incoming.exists()


def test_every_end_has_plain_words() -> None:
    for outcome, words in WORDS.items():
        fields = [name for _, name, _, _ in string.Formatter().parse(words) if name]
        facts = dict.fromkeys({*fields} - {"what", "what_small"}, "…")
        assert told(outcome, "The update", **facts).words[0].isupper()
    assert WORDS.keys() == set(Outcome)


def test_one_flipped_bit_in_what_is_signed_or_in_the_signature_is_refused(
    machine: Machine, archive: Path
) -> None:
    good, keys = signed_lines(archive).read_bytes(), trusted(machine.box.keys)
    assert opened(good, keys)

    for bit in range(len(good) * 8):
        flipped = bytearray(good)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Refused) as refused:
            opened(bytes(flipped), keys)
        assert refused.value.outcome is Outcome.STRANGER


def test_one_flipped_bit_in_the_archive_is_refused(
    machine: Machine, archive: Path
) -> None:
    good = archive.read_bytes()
    for place in (0, 9, len(good) // 2, len(good) - 1):
        flipped = bytearray(good)
        flipped[place] ^= 4
        archive.write_bytes(flipped)
        assert machine.update(place_offer(archive)) is Outcome.DAMAGED
    assert machine.installed == []


def test_a_torn_archive_is_refused_wherever_it_was_torn(
    machine: Machine, archive: Path
) -> None:
    good = archive.read_bytes()
    for size in (0, 1, len(good) // 2, len(good) - 1):
        archive.write_bytes(good[:size])
        assert machine.update(place_offer(archive)) is Outcome.TORN
    archive.write_bytes(good + b"x")
    assert machine.update(place_offer(archive)) is Outcome.DAMAGED
    assert machine.installed == []


@given(st.binary(max_size=400))
def test_whatever_lies_beside_an_archive_is_signed_or_refused(octets: bytes) -> None:
    with pytest.raises(Refused) as refused:
        opened(octets, [Publisher().key.public_key()])
    assert refused.value.outcome is Outcome.STRANGER


def test_a_signature_by_somebody_else_is_refused(
    machine: Machine, tmp_path: Path
) -> None:
    foreign = Publisher().publish(tmp_path / "foreign")

    assert machine.update(place_offer(foreign)) is Outcome.STRANGER


def test_each_of_several_publishers_is_enough(
    machine: Machine, publisher: Publisher, tmp_path: Path
) -> None:
    other = Publisher()
    (machine.box.keys / "other.pub").write_text(other.pem)

    for number, each in enumerate((publisher, other), 2):
        signed = each.publish(tmp_path / str(number), sequence=number)
        assert machine.update(place_offer(signed)) is Outcome.INSTALLED


def test_a_signature_of_another_archive_is_refused(
    machine: Machine, archive: Path, publisher: Publisher, tmp_path: Path
) -> None:
    other = publisher.publish(tmp_path / "other", sequence=3)
    signed_lines(archive).write_bytes(signed_lines(other).read_bytes())
    size = manifest_size(machine, archive)
    archive.write_bytes(archive.read_bytes().ljust(size, b"\0")[:size])

    assert machine.update(place_offer(archive)) is Outcome.DAMAGED


def test_without_a_signature_or_a_key_nothing_is_taken(
    machine: Machine, archive: Path
) -> None:
    (machine.box.keys / "publisher.pub").write_text("no key")
    assert machine.update(place_offer(archive)) is Outcome.NO_KEY
    signed_lines(archive).unlink()
    assert machine.update(place_offer(archive)) is Outcome.UNSIGNED
    archive.unlink()
    assert machine.update(place_offer(archive)) is Outcome.NOTHING_THERE


def test_a_signed_manifest_of_another_form_is_told_from_a_strangers(
    machine: Machine, archive: Path, publisher: Publisher
) -> None:
    for octets in (b"{}", b"[]", b"no json", b'{"version": 7}'):
        signature = publisher.key.sign(signed_bytes(octets))
        signed_lines(archive).write_bytes(sealed(octets, signature))
        assert machine.update(place_offer(archive)) is Outcome.NOT_UNDERSTOOD


def test_an_older_one_is_refused_unless_it_is_asked_for(
    machine: Machine, publisher: Publisher, tmp_path: Path
) -> None:
    old, new = (publisher.publish(tmp_path / str(n), sequence=n) for n in (2, 3))
    assert machine.update(place_offer(new)) is Outcome.INSTALLED

    assert machine.update(place_offer(old)) is Outcome.OLDER
    assert machine.update(place_offer(new)) is Outcome.ALREADY
    for _ in range(2):  # the second time it mends what runs
        assert machine.update(place_offer(old), older=True) is Outcome.INSTALLED
    assert machine.sequence == 2


def test_what_a_steward_went_back_from_does_not_come_again_by_itself(
    machine: Machine, archive: Path
) -> None:
    assert machine.update(place_offer(archive)) is Outcome.INSTALLED
    machine.sequence = 1

    assert machine.update(place_offer(archive)) is Outcome.OLDER


def test_an_older_one_that_was_asked_for_makes_nothing_older_new_again(
    machine: Machine, publisher: Publisher, tmp_path: Path
) -> None:
    new, old = (publisher.publish(tmp_path / str(n), sequence=n) for n in (3, 2))
    assert machine.update(place_offer(new)) is Outcome.INSTALLED
    assert machine.update(place_offer(old), older=True) is Outcome.INSTALLED

    assert machine.update(place_offer(new)) is Outcome.OLDER
    assert machine.box.highest.read_text() == "3\n"


@pytest.mark.parametrize(
    ("other", "outcome"),
    [
        ({"machine": "armv7l"}, Outcome.WRONG_MACHINE),
        ({"python": "3.12"}, Outcome.WRONG_PYTHON),
    ],
)
def test_what_can_not_run_here_is_refused(
    machine: Machine, archive: Path, other: dict[str, str], outcome: Outcome
) -> None:
    with pytest.raises(Refused) as refused:
        take(place_offer(archive), replace(machine.box, **other), older=False)  # type: ignore[arg-type]
    assert refused.value.outcome is outcome


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, link
    return made


@pytest.mark.parametrize(
    "evil",
    [
        member("../outside"),
        member("porchlight/../../outside"),
        member("/outside"),
        member("porchlight/link", tarfile.SYMTYPE, "/etc"),
        member("porchlight/link", tarfile.LNKTYPE, "porchlight/systemd/install"),
        member("porchlight/device", tarfile.CHRTYPE),
        member("porchlight/disk", tarfile.BLKTYPE),
        member("porchlight/pipe", tarfile.FIFOTYPE),
        member("porchlight/systemd/install"),
        member("porchlight/systemd/install/below"),
        member("another/top"),
    ],
    ids=lambda each: f"{each.type.decode()}:{each.name}",
)
def test_nothing_but_plain_files_below_one_folder_is_unpacked(
    machine: Machine, publisher: Publisher, tmp_path: Path, evil: tarfile.TarInfo
) -> None:
    before = {*tmp_path.rglob("outside")}
    signed = publisher.publish(tmp_path / "evil", members=[evil])

    assert machine.update(place_offer(signed)) is Outcome.UNSAFE
    assert machine.installed == []
    assert {*tmp_path.rglob("outside")} == before
    assert not Path("/outside").exists()


def test_what_is_unpacked_lends_nobody_any_rights(
    publisher: Publisher, tmp_path: Path
) -> None:
    program = tarfile.TarInfo("porchlight/program")
    program.mode = 0o6777
    archive = publisher.publish(tmp_path / "stick", members=[program])

    source = unpack(archive, tmp_path / "unpacked", 1000)

    assert (source / "program").stat().st_mode & 0o7777 == 0o755
    assert (source / "systemd/install").stat().st_mode & 0o7777 == 0o644


def test_more_than_was_signed_is_not_unpacked(machine: Machine, archive: Path) -> None:
    manifest = take(place_offer(archive), machine.box, older=False)

    with pytest.raises(Refused) as refused:
        install(replace(manifest, unpacked_bytes=10), "The update", machine.box)
    assert refused.value.outcome is Outcome.UNSAFE


def test_a_stick_that_is_pulled_out_changes_nothing(
    machine: Machine, archive: Path
) -> None:
    whole = archive.read_bytes()

    class Pulled(io.RawIOBase):
        """Gives the first half; then the system says that there is no such device."""

        given = False

        def read(self, size: int = -1, /) -> bytes:
            if self.given:
                raise OSError(errno.ENODEV, "No such device")
            self.given = True
            return whole[: min(size, len(whole) // 2)]

    def open_pulled() -> AbstractContextManager[IO[bytes]]:
        return nullcontext(Pulled())  # type: ignore[arg-type]

    offer = replace(place_offer(archive), open_archive=open_pulled)
    assert machine.update(offer) is Outcome.GONE
    assert machine.installed == []
    assert machine.update(place_offer(archive)) is Outcome.INSTALLED


def test_a_card_without_room_is_told_before_anything_is_copied(
    machine: Machine, archive: Path, publisher: Publisher
) -> None:
    huge = replace(manifest_beside(machine, archive), unpacked_bytes=10**18)
    sign_anew(archive, publisher, huge)

    assert machine.update(place_offer(archive)) is Outcome.NO_ROOM
    assert machine.installed == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_card_that_fills_up_meanwhile_is_no_damage(
    machine: Machine, archive: Path, number: int
) -> None:
    class Full(io.RawIOBase):
        def read(self, _size: int = -1, /) -> bytes:
            raise OSError(number, os.strerror(number))

    opening: Callable[[], AbstractContextManager[IO[bytes]]]
    opening = lambda: nullcontext(Full())  # type: ignore[arg-type]  # noqa: E731
    offer = replace(place_offer(archive), open_archive=opening)
    assert machine.update(offer) is Outcome.NO_ROOM


def test_what_a_power_cut_left_is_in_nobodys_way(
    machine: Machine, archive: Path
) -> None:
    take(place_offer(archive), machine.box, older=False)
    assert machine.box.incoming.exists()

    assert machine.update(place_offer(archive)) is Outcome.INSTALLED


def test_a_power_cut_after_the_switch_loses_neither_number_nor_key(
    machine: Machine, publisher: Publisher, tmp_path: Path
) -> None:
    next_one = Publisher()
    signed = publisher.publish(tmp_path / "stick", keys=(next_one.pem,))
    machine.sequence = 2

    assert machine.update(place_offer(signed)) is Outcome.ALREADY
    assert machine.box.highest.read_text() == "2\n"
    assert pems(machine) == {next_one.pem}


def test_a_power_cut_between_the_keys_and_the_number_loses_no_key(
    machine: Machine, publisher: Publisher, tmp_path: Path
) -> None:
    next_one = Publisher()
    signed = publisher.publish(tmp_path / "stick", keys=(next_one.pem,))
    in_the_way = machine.box.keys / ".publisher-1.pub.new"
    in_the_way.mkdir()
    with pytest.raises(OSError, match="publisher-1"):
        machine.update(place_offer(signed))
    in_the_way.rmdir()

    assert machine.update(place_offer(signed)) is Outcome.ALREADY
    assert pems(machine) == {next_one.pem}


def test_what_is_swapped_after_the_check_is_not_what_is_unpacked(
    machine: Machine, archive: Path
) -> None:
    manifest = take(place_offer(archive), machine.box, older=False)
    archive.write_bytes(b"something else")

    assert install(manifest, "The update", machine.box).outcome is Outcome.INSTALLED
    assert machine.installed == ["installs 2"]


def test_an_archive_that_is_a_pipe_holds_nobody_up(
    machine: Machine, archive: Path
) -> None:
    archive.unlink()
    os.mkfifo(archive)

    assert machine.update(place_offer(archive)) is Outcome.GONE


def test_a_publisher_changes_keys_only_by_the_old_ones(
    machine: Machine, publisher: Publisher, tmp_path: Path
) -> None:
    next_one = Publisher()
    third = next_one.publish(tmp_path / "3", sequence=3)
    assert machine.update(place_offer(third)) is Outcome.STRANGER

    second = publisher.publish(tmp_path / "2", keys=(next_one.pem,))
    assert machine.update(place_offer(second)) is Outcome.INSTALLED
    assert pems(machine) == {next_one.pem}
    assert machine.update(place_offer(third)) is Outcome.INSTALLED
    late = publisher.publish(tmp_path / "4", sequence=4)
    assert machine.update(place_offer(late)) is Outcome.STRANGER


def test_a_version_that_fails_changes_no_key_and_may_come_again(
    machine: Machine, publisher: Publisher, tmp_path: Path
) -> None:
    signed = publisher.publish(tmp_path / "2", keys=(Publisher().pem,))
    machine.ends_with = 1

    assert machine.update(place_offer(signed)) is Outcome.FAILED
    assert pems(machine) == {publisher.pem}
    machine.ends_with = 0
    assert machine.update(place_offer(signed)) is Outcome.INSTALLED


def test_a_private_key_is_its_owners_and_never_in_the_repository(
    tmp_path: Path,
) -> None:
    assert make_key(tmp_path / "a.key", b"") == 0
    assert (tmp_path / "a.key").stat().st_mode & 0o777 == 0o600
    assert "PUBLIC" in (tmp_path / "a.key.pub").read_text()
    assert make_key(Path(__file__).with_name("a.key"), b"") == 1
    with pytest.raises(FileExistsError):
        make_key(tmp_path / "a.key", b"")


def test_a_key_of_another_kind_is_none_and_in_nobodys_way(
    machine: Machine, publisher: Publisher, archive: Path
) -> None:
    other = ec.generate_private_key(ec.SECP256R1()).public_key()
    pem = other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (machine.box.keys / "another.pub").write_bytes(pem)

    assert trusted(machine.box.keys) == [publisher.key.public_key()]
    assert machine.update(place_offer(archive)) is Outcome.INSTALLED


def test_every_tree_has_its_number() -> None:
    number = Path(__file__).parents[2] / "systemd/sequence"

    assert int(number.read_text()) > 0


@given(
    st.builds(
        Manifest,
        version=st.from_regex(r"[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}", fullmatch=True),
        sequence=st.integers(1, 2**40),
        machines=st.lists(st.text(), max_size=3).map(tuple),
        pythons=st.lists(st.text(), max_size=3).map(tuple),
        size_bytes=st.integers(1, 2**40),
        unpacked_bytes=st.integers(1, 2**40),
        sha256=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
        keys=st.lists(st.text(), max_size=2).map(tuple),
    )
)
def test_a_manifest_is_read_as_it_was_written(manifest: Manifest) -> None:
    assert manifest_of(manifest.to_bytes()) == manifest


def manifest_beside(machine: Machine, archive: Path) -> Manifest:
    return opened(signed_lines(archive).read_bytes(), trusted(machine.box.keys))


def manifest_size(machine: Machine, archive: Path) -> int:
    return manifest_beside(machine, archive).size_bytes


def sign_anew(archive: Path, publisher: Publisher, manifest: Manifest) -> None:
    octets = manifest.to_bytes()
    signature = publisher.key.sign(signed_bytes(octets))
    signed_lines(archive).write_bytes(sealed(octets, signature))


def pems(machine: Machine) -> set[str]:
    return {each.read_text() for each in machine.box.keys.glob("*.pub")}
