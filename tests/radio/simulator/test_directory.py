"""What a radio knows of the others."""

from __future__ import annotations

from meshtastic.protobuf import mesh_pb2

from radio.simulator.directory import NodeDirectory

ANNA = mesh_pb2.User(long_name="Anna", public_key=b"a" * 32)


def test_of_two_keys_the_first_counts():
    directory = NodeDirectory([(5, ANNA)])

    directory.hear_user(5, mesh_pb2.User(long_name="Eve", public_key=b"e" * 32))

    assert directory.public_key(5) == b"a" * 32
    assert directory.entries()[0].user.long_name == "Eve"


def test_a_boot_forgets_keys_but_no_names():
    directory = NodeDirectory([(5, ANNA)])

    directory.forget_keys()

    assert directory.public_key(5) is None
    assert directory.entries()[0].user.long_name == "Anna"
    directory.hear_user(5, ANNA)
    assert directory.public_key(5) == b"a" * 32


def test_a_node_that_said_nothing_of_itself_is_known_by_number():
    directory = NodeDirectory()

    directory.hear(6, unix_s=1_800_000_000, snr_db=4.5)

    (entry,) = directory.entries()
    assert (entry.num, entry.last_heard, entry.snr) == (6, 1_800_000_000, 4.5)
    assert directory.public_key(6) is None
