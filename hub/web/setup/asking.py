"""What each step of the set-up asks, and what is made of an answer. No request here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.domain.changes import PlaceNamed
from hub.domain.checks import DraftInvalid, Problem
from hub.domain.drafts import check_place_name
from hub.domain.languages import LANGUAGES
from hub.domain.passphrases import WeakPassphrase
from hub.service import HubService, LedgerUnavailable, Role
from hub.web import problem_words
from hub.web.hub_port import WebHub
from hub.web.phrases import Phrase
from hub.web.setup import words
from hub.web.setup.port import ChoiceRefused, NotKept, SetupDesk
from hub.web.setup.steps import Step

LEAST_PLACES, MOST_PLACES = 4, 24
"""Fields for names of places: also where there is none yet, and what a form holds."""

SECRET = frozenset({"passphrase", "again", "key"})
"""What is shown on no page again; also each `word-3`."""

Fields = Mapping[str, str]


class AnswerInvalid(Exception):
    """An answer that can't be taken: what to say of each field."""

    def __init__(self, problems: Mapping[str, Phrase]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Asked:
    """A hub, where the answers go, and the code of the language that is spoken now."""

    hub: WebHub
    desk: SetupDesk
    speaking: str


def without_secrets(fields: Fields) -> dict[str, str]:
    """What may be shown again of what was typed."""
    return {
        name: value
        for name, value in fields.items()
        if name not in SECRET and not name.startswith("word-")
    }


def shown(asked: Asked, step: Step, typed: Fields) -> dict[str, Any]:
    """Values for the template of a step; `typed` counts over what is kept."""
    return _SHOWN[step](asked, typed)


def take(asked: Asked, step: Step, fields: Fields) -> None:
    """Keep an answer. Raises AnswerInvalid."""
    try:
        _TAKEN[step](asked, fields)
    except ChoiceRefused as refused:
        raise AnswerInvalid({refused.field: words.REFUSED[refused.field]}) from None
    except (NotKept, LedgerUnavailable):
        raise AnswerInvalid({"form": words.NOT_KEPT}) from None


def _show_language(asked: Asked, typed: Fields) -> dict[str, Any]:
    is_answered = "language" in asked.desk.answered
    usual = asked.desk.choice("language") if is_answered else asked.speaking
    return {"spoken": LANGUAGES, "chosen": typed.get("spoken", usual)}


def _take_language(asked: Asked, fields: Fields) -> None:
    if "language" in asked.desk.fixed:
        return
    asked.desk.choose("language", {"language": fields.get("spoken", "")})


def _show_name(asked: Asked, typed: Fields) -> dict[str, Any]:
    places = asked.hub.service.places()
    count = min(max(LEAST_PLACES, max(places, default=0) + 2), MOST_PLACES)
    return {
        "name": typed.get("name", asked.desk.choice("name")),
        "is_fixed": "name" in asked.desk.fixed,
        "named_places": [
            (number, typed.get(_field(number), places.get(number, "")))
            for number in range(1, count + 1)
        ],
        "place_targets": {_field(each): _field(each) for each in range(1, count + 1)},
    }


def _take_name(asked: Asked, fields: Fields) -> None:
    places = _checked_places(fields)
    if "name" in asked.desk.fixed:
        asked.desk.choose("name", {})
    else:
        asked.desk.choose("name", {"name": _checked_name(fields.get("name", ""))})
    _name_places(asked.hub.service, places)


def _checked_name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name.isprintable():
        unprintable = problem_words.PROBLEMS[Problem.UNPRINTABLE_TEXT]
        raise AnswerInvalid({"name": unprintable})
    return name


def _checked_places(fields: Fields) -> dict[int, str]:
    places, problems = {}, {}
    for number in range(1, MOST_PLACES + 1):
        if (field := _field(number)) in fields:
            try:
                places[number] = check_place_name(fields[field])
            except DraftInvalid as invalid:
                (problem,) = invalid.problems.values()
                problems[field] = problem_words.PROBLEMS[problem]
    for number in _named_twice(places):
        problems[_field(number)] = words.PLACE_TWICE
    if problems:
        raise AnswerInvalid(problems)
    return places


def _named_twice(places: Mapping[int, str]) -> list[int]:
    """Those that have the name of one before them, however it is written."""
    names = {number: name.casefold() for number, name in places.items() if name}
    first = {name: number for number, name in reversed(names.items())}
    return [number for number, name in names.items() if first[name] != number]


def _name_places(service: HubService, places: Mapping[int, str]) -> None:
    known = service.places()
    for number, name in places.items():
        if known.get(number, "") != name:
            service.say(PlaceNamed(number, name))


def _field(number: int) -> str:
    return f"place-{number}"


def _show_steward(asked: Asked, typed: Fields) -> dict[str, Any]:
    names = asked.hub.stewards.names()
    known = [name for name, role in names.items() if role is Role.STEWARD]
    return {"handle": typed.get("handle", ""), "known_stewards": known}


def _take_steward(asked: Asked, fields: Fields) -> None:
    handle, phrase = fields.get("handle", ""), fields.get("passphrase", "")
    is_known = Role.STEWARD in asked.hub.stewards.names().values()
    if is_known and not any((handle.strip(), phrase, fields.get("again", ""))):
        return  # the one who is known stays
    if phrase != fields.get("again", ""):
        raise AnswerInvalid({"passphrase": words.NOT_THE_SAME})
    known = (asked.hub.name, asked.desk.choice("name"))
    try:
        asked.hub.stewards.admit_with(handle, phrase, known)
    except WeakPassphrase as weak:
        raise AnswerInvalid({"passphrase": words.WEAK[weak.weakness]}) from None
    except DraftInvalid as invalid:
        raise AnswerInvalid({"handle": _name_problem(invalid)}) from None
    asked.desk.choose("steward", {})


def _name_problem(invalid: DraftInvalid) -> Phrase:
    problem = invalid.problems["handle"]
    empty = problem is Problem.EMPTY_TEXT
    return words.NO_STEWARD if empty else problem_words.PROBLEMS[problem]


def _show_wifi(asked: Asked, typed: Fields) -> dict[str, Any]:
    wifi = asked.desk.wifi()
    return {
        "wifi": wifi,
        "wifi_name": typed.get("wifi_name", wifi.name),
        "wifi_password": typed.get("wifi_password", wifi.password),
    }


def _take_wifi(asked: Asked, fields: Fields) -> None:
    if "wifi_name" in fields:
        name, password = fields["wifi_name"], fields.get("wifi_password", "")
        asked.desk.want_wifi(name.strip(), password.strip())
    else:
        asked.desk.choose("wifi", {})


def _show_radio(asked: Asked, typed: Fields) -> dict[str, Any]:
    radio = asked.desk.choice("radio")
    kind, _, place = radio.partition(":")
    way = radio if radio in ("none", "serial:auto") else kind
    picture, word, more = words.FOUND[(found := asked.desk.radio()).found]
    return {
        "way": typed.get("way", way),
        "other": radio if way == "serial" else "",
        "place": typed.get("place", place if way == "tcp" else ""),
        "is_fixed": "radio" in asked.desk.fixed,
        "found": found,
        "found_picture": picture,
        "found_word": word,
        "found_more": more,
    }


def _take_radio(asked: Asked, fields: Fields) -> None:
    way = fields.get("way", "")
    if "radio" in asked.desk.fixed or way == "serial":
        asked.desk.choose("radio", {})  # as whoever installed it said
        return
    radio = f"tcp:{fields.get('place', '').strip()}" if way == "tcp" else way
    asked.desk.choose("radio", {"radio": radio})


def _show_network(_asked: Asked, typed: Fields) -> dict[str, Any]:
    return {"way": typed.get("way", "")}


def _take_network(_asked: Asked, fields: Fields) -> None:
    if fields.get("way") not in ("start", "join"):
        raise AnswerInvalid({"way": words.CHOOSE_WAY})


_SHOWN: Mapping[Step, Callable[[Asked, Fields], dict[str, Any]]] = {
    Step.LANGUAGE: _show_language,
    Step.NAME: _show_name,
    Step.STEWARD: _show_steward,
    Step.WIFI: _show_wifi,
    Step.RADIO: _show_radio,
    Step.NETWORK: _show_network,
}
_TAKEN: Mapping[Step, Callable[[Asked, Fields], None]] = {
    Step.LANGUAGE: _take_language,
    Step.NAME: _take_name,
    Step.STEWARD: _take_steward,
    Step.WIFI: _take_wifi,
    Step.RADIO: _take_radio,
    Step.NETWORK: _take_network,
}
