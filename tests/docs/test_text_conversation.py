"""docs/text-conversation.md: its conversation is what the program says, word for word.

After a change of answers that is meant, write it anew, and read what has changed:

    PORCHLIGHT_TRANSCRIPTS=write pytest tests/docs/test_text_conversation.py && git diff
"""

from __future__ import annotations

import os
from pathlib import Path

from hub.mesh.texting.answers import is_answer
from hub.service import Role
from tests.hub.mesh.texting.street import Hub, Spoken, Street, id_of, street_in

PAGE = Path(__file__).parents[2] / "docs" / "text-conversation.md"
FENCE = "```\n"
NAMES = {0xA1: "Ana", 0xB1: "Bo", 0xC1: "Cruz", 0xB0: "hub"}
ANA, BO, CRUZ = 0xA1, 0xB1, 0xC1


def _conversation(street: Street, hub: Hub) -> None:
    street.ask(ANA, "need water for 4, 2nd floor")
    street.ask(ANA, "need water for 4, 2nd floor")
    water = id_of(hub, "water for 4, 2nd floor")
    street.ask(BO, "HELP", hub)
    street.ask(BO, "more", hub)
    street.ask(BO, "Offer 3 blankets, warm ones…", hub)
    street.ask(BO, "from 6 pm at the laundry room", hub)
    street.ask(CRUZ, "no tenemos comida", hub)
    street.ask(CRUZ, "sí", hub)
    street.ask(BO, "List")
    street.ask(BO, f"claim {water.lower()} Bo")
    street.ask(BO, f"note {water} two bottles now, the rest at six", hub)
    street.ask(ANA, f"READ {water}", hub)
    street.ask(CRUZ, f"MET {water}", hub)
    street.ask(ANA, f"{water} met")
    street.ask(CRUZ, "LISTA COMIDA")
    street.ask(CRUZ, "sos humo en la escalera B", hub)
    street.ask(ANA, "ok", hub)
    _alert(street, hub)
    street.ask(CRUZ, f"QUITAR {id_of(hub, 'humo en la escalera B')}", hub)
    street.ask(BO, "good night everybody")
    street.ask(BO, "how tall is the moon", hub)


def _alert(street: Street, hub: Hub) -> None:
    """A steward warns, and calls it off."""
    who = ("Dee", hub.stewards.admit("Dee", Role.STEWARD))
    raised = hub.stewards.raise_alert(who, "Smoke in staircase B, use A", 2, b"key")
    street.run(30)
    hub.stewards.end_alert(raised.alert_id, raised.keep_code)
    street.run(30)


def _lines(spoken: list[Spoken]) -> str:
    lines = []
    for each in spoken:
        to = "#" if each.to is None else f"@{NAMES[each.to]}"
        margin = f"{NAMES[each.radio]} {to}".ljust(11)
        first, *more = each.text.split("\n")
        lines.append(f"{margin}{first}")
        lines += [" " * 11 + line for line in more]
    return "".join(f"{line}\n" for line in lines)


def test_the_conversation_is_what_the_program_says(tmp_path: Path) -> None:
    with street_in(tmp_path) as street:
        hub = street.add_hub(0xB0)
        _conversation(street, hub)
        played = _lines(street.spoken)
    before, kept, after = PAGE.read_text(encoding="utf-8").split(FENCE)
    if os.environ.get("PORCHLIGHT_TRANSCRIPTS") == "write":
        PAGE.write_text(FENCE.join((before, played, after)), encoding="utf-8")
        kept = played

    assert kept == played


def test_nothing_that_people_say_there_is_taken_for_a_hubs(tmp_path: Path) -> None:
    with street_in(tmp_path) as street:
        _conversation(street, street.add_hub(0xB0))
        people = [each.text for each in street.spoken if not each.by_hub]

    assert not any(is_answer(each) for each in people)
