"""Takes a carried file's records in, chunk by chunk, as far as its seals hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hub.domain.ids import RecordId
from hub.mesh.relay import read_record
from hub.network_key import network_keys
from hub.service import HubService, LedgerUnavailable, Tally
from hub.settings import SettingsInvalid
from radio.carried import CarriedBroken, read_carried
from radio.keys import Keyring
from radio.record import AgedRecord


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file. `fault`: why not all of it was taken in, for a person."""

    tally: Tally
    fault: str = ""


def take_in(
    file: Path,
    key_file: Path,
    service: HubService,
    stopped: Callable[[], bool],
) -> Taken | None:
    """Take in what there is before the first fault; None where it was `stopped`."""
    tally = Tally()
    try:
        with file.open("rb") as stream:
            carried = read_carried(stream.read, _keys(key_file))
            for chunk in carried.chunks:
                if stopped():
                    return None
                tally += _merged(chunk, carried.written_at, service)
    except (CarriedBroken, SettingsInvalid) as error:
        return Taken(tally, str(error).rstrip("."))
    except LedgerUnavailable as error:
        return Taken(tally, f"this hub's disk takes nothing more: {error}")
    except OSError as error:
        return Taken(tally, f"it can't be read: {error.strerror or error}")
    return Taken(tally)


def _merged(
    chunk: tuple[AgedRecord, ...], written_at: int | None, service: HubService
) -> Tally:
    """Raises LedgerUnavailable: then nothing of the chunk is held that was not."""
    news = [
        (read_record(each.record), each.age_s)
        for each in chunk
        if not service.holds(RecordId(*each.record.name), each.record.payload)
    ]
    return service.ingest_all(news, at=written_at) + Tally(known=len(chunk) - len(news))


def _keys(file: Path) -> Keyring:
    """A key made now would open nothing. Raises SettingsInvalid."""
    keys = network_keys(file) if file.exists() else None
    if keys is None:
        raise SettingsInvalid(
            f"this hub has no network key: put the other hub's in {file}"
        )
    return keys
