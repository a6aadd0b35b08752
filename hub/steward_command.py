"""The command line's `steward`: who looks after a stopped hub, and what they can do."""

from __future__ import annotations

import json
import shlex
import time
from contextlib import closing
from pathlib import Path

import click

from hub.domain.checks import DraftInvalid
from hub.folder_option import folder_option
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.service import Clocks, HubService, LedgerUnavailable, Role
from hub.service.stewards import Stewards
from hub.store.folder import FolderInUse, FolderUnusable
from hub.store.ledger import TinyLedger


@click.command()
@folder_option
@click.argument("name")
@click.option("--remove", is_flag=True, help="Their code is good for nothing then.")
def steward(data: Path, name: str, remove: bool) -> None:
    """Give NAME a steward's code for a stopped hub: for alerts and places."""
    try:
        with closing(TinyLedger(data, unpack, name_of)) as ledger:
            service = HubService(
                ledger, pack, Clocks(lambda: None, time.monotonic), hub_crypto()
            )
            people = Stewards(service, ledger, time.monotonic)
            if remove:
                known = people.dismiss(name)
                click.echo(f"{name} is {'no longer' if known else 'not'} known here.")
            else:
                _tell(name, people.admit(name, Role.STEWARD))
    except FolderInUse as error:
        raise SystemExit(f"porchlight: {error} Stop it first.") from error
    except (FolderUnusable, LedgerUnavailable) as error:
        raise SystemExit(f"porchlight: {error}") from error
    except DraftInvalid as invalid:
        raise SystemExit("porchlight: a name has 1 to 20 letters.") from invalid


def _tell(name: str, code: str) -> None:
    """The code stands in no command: a shell would keep it."""
    who = {"name": name, "code": "CODE"}
    alert = json.dumps(
        {**who, "alert": "Flood on Elm Street", "hours": 6}, ensure_ascii=False
    )
    click.echo(f"{name}, your code is {code}. It is shown only once.")
    click.echo("Once the hub runs, you warn everybody with it, from its network:")
    click.echo(f"  curl http://HUB/api/alerts --json {shlex.quote(alert)}")
    click.echo("HUB is its address, such as 10.42.0.1 or 127.0.0.1:8080.")
    click.echo("Calling it off, places, the time: docs/operations.md, Being a steward.")
