"""The option by which a command is told of a hub's data folder, where no other setting
matters to it.
"""

from __future__ import annotations

from pathlib import Path

import click

from hub.settings import DATA_FOLDER

folder_option = click.option(
    "--data",
    metavar="DIR",
    type=Path,
    envvar="PORCHLIGHT_DATA",
    default=Path(DATA_FOLDER),
    show_default=True,
    help="The hub's data folder.",
)
