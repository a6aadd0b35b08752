"""The set-up of one hub: who may begin, what was chosen, and how it takes effect. Fills
the port of the set-up pages.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from hub.anew import BeginAnew
from hub.domain.guesses import GuessesByDevice
from hub.domain.keep_codes import as_shown
from hub.network_key import replace_key, shown_secret
from hub.service.stewards import LONGEST_WAIT_S
from hub.service.views import WrongCode
from hub.settings import Settings, SettingsInvalid, check_choice, check_wifi
from hub.setup_file import (
    SetUp,
    SetupUnreadable,
    State,
    fresh_code,
    read_setup,
    write_setup,
)
from hub.setup_hotspot import HotspotWishes
from hub.setup_radio import look_at_radio
from hub.setup_words import WordsWrong, key_of, words_of
from hub.web.setup.port import (
    ChoiceRefused,
    KeyWrong,
    NotKept,
    RadioFound,
    Wifi,
    WifiState,
)
from hub.web.setup.steps import GIVEN
from radio.bearer import RadioAddress
from radio.link_status import LinkStatus

logger = logging.getLogger(__name__)


def begun(settings: Settings, *, is_known: bool) -> SetUp:
    """The set-up as this start of the hub finds it. `is_known`: somebody wrote here
    before, or is a steward, so there is no first start to ask at.
    """
    try:
        found = read_setup(settings.data)
    except SetupUnreadable:
        found = None
    if found is not None:
        return found
    if is_known or not settings.setup:
        return SetUp(state=State.DONE)
    setup = SetUp(code=fresh_code())
    try:
        write_setup(settings.data, setup)
    except OSError as error:
        logger.warning("the set-up can't be kept: %s", error)
    return setup


class HubSetup:
    """For all threads. What it is told is durable before it returns."""

    def __init__(
        self,
        settings: Settings,
        setup: SetUp,
        anew: BeginAnew,
        wishes: HotspotWishes,
        link: Callable[[], LinkStatus | None],
        monotonic: Callable[[], float],
    ) -> None:
        """`anew`: how the hub begins anew; `wishes`: how it asks for a hotspot."""
        self._settings = settings
        self._anew = anew
        self._wishes = wishes
        self._link = link
        self._monotonic = monotonic
        self._lock = threading.RLock()
        self._guesses: GuessesByDevice[str] = GuessesByDevice(LONGEST_WAIT_S)
        self._setup = setup
        self.is_fresh = setup.state is State.ENDING
        if self.is_fresh:
            self._take_up()

    def _take_up(self) -> None:
        """The first start with what was chosen. A power cut may have come before it."""
        try:
            self._hand_on_wifi()
            self._keep(replace(self._setup, state=State.DONE, code=""))
        except (OSError, NotKept) as error:
            logger.warning("the end of the set-up can't be kept: %s", error)

    @property
    def is_open(self) -> bool:
        """Whether a hub is being set up."""
        return self._read().state is State.OPEN and not self._anew.is_asked

    @property
    def is_again(self) -> bool:
        """Whether the hub was in use before the set-up was opened."""
        return self._read().is_again

    @property
    def is_ending(self) -> bool:
        """Whether all is chosen and the hub is about to begin anew."""
        return self._anew.is_asked

    @property
    def answered(self) -> frozenset[str]:
        """The steps that were answered, here or by whoever installed it."""
        return GIVEN & self._settings.sources.known | {*self._read().answered}

    @property
    def fixed(self) -> frozenset[str]:
        """What is said elsewhere, so that it can't be chosen here."""
        return self._settings.sources.fixed

    @property
    def code(self) -> str:
        """What admits a phone while the set-up is open; empty where nothing does."""
        setup = self._read()
        return setup.code if setup.state is State.OPEN else ""

    def prove_code(self, typed: str, device: bytes) -> None:
        """Raises WrongCode and TooManyGuesses."""
        with self._lock:
            now = self._monotonic()
            self._guesses.check("code", device, now)
            wanted = self.code
            if not wanted or not secrets.compare_digest(as_shown(typed), wanted):
                self._guesses.failed("code", device, now)
                raise WrongCode
            self._guesses.right("code", device)

    def choice(self, name: str) -> str:
        """What was chosen for a setting, or what it is."""
        if name not in self.fixed and name in (chosen := self._read().choices):
            return chosen[name]
        return {
            "name": self._settings.name if "name" in self.answered else "",
            "language": self._settings.language.code,
            "radio": str(self._settings.radio or "none"),
        }[name]

    def choose(self, step: str, choices: Mapping[str, str]) -> None:
        """Keep what a step chose. Raises ChoiceRefused and NotKept."""
        for name, value in choices.items():
            try:
                check_choice(name, value)
            except SettingsInvalid:
                raise ChoiceRefused(name) from None
        with self._lock:
            setup = self._read()
            kept = {**setup.choices, **choices}
            self._keep(replace(_with_answer(setup, step), choices=kept))

    def radio(self) -> RadioFound:
        """What is there now."""
        wanted = self.choice("radio")
        address = None if wanted == "none" else RadioAddress.parse(wanted)
        in_use = address is not None and address == self._settings.radio
        return look_at_radio(address, self._link() if in_use else None)

    def wifi(self) -> Wifi:
        """The hotspot."""
        state = WifiState.CHANGEABLE if self._wishes.are_heard else WifiState.BY_HAND
        wanted = self._read().wifi
        name, password = wanted or (
            self._settings.wifi_name or "",
            self._settings.wifi_password or "",
        )
        return Wifi(state, name, password, wanted is not None, self._wishes.failed)

    def want_wifi(self, name: str, password: str) -> None:
        """Keep how somebody wants it. Raises ChoiceRefused and NotKept."""
        as_it_is = (self._settings.wifi_name or "", self._settings.wifi_password or "")
        wanted = None if (name, password) == as_it_is else (name, password)
        if wanted is not None:
            _check_wifi(name, password)
        with self._lock:
            self._keep(replace(_with_answer(self._read(), "wifi"), wifi=wanted))

    def key_words(self) -> Sequence[str]:
        """The network's key for the next hub; it is made if there is none.

        Raises NotKept.
        """
        try:
            secret = shown_secret(self._settings.network_key_file)
        except (SettingsInvalid, OSError):
            secret = None
        if secret is None:
            raise NotKept
        return words_of(secret)

    def join(self, typed: str, known: Mapping[int, str]) -> None:
        """Take that network's key. Raises KeyWrong and NotKept."""
        try:
            replace_key(self._settings.network_key_file, key_of(typed, known))
        except WordsWrong as wrong:
            raise KeyWrong(wrong.count, wrong.wrong, wrong.right) from None
        except OSError:
            raise NotKept from None

    def finish(self) -> None:
        """All is chosen: the hub begins anew in a moment. Raises NotKept."""
        with self._lock:
            if self._anew.is_asked:
                return
            self._keep(replace(self._read(), state=State.ENDING, code=""))
            self._anew.soon(self._before_the_end)

    def _before_the_end(self) -> None:
        """Who changes the hotspot starts the hub anew besides; else it does itself."""
        try:
            if self._hand_on_wifi():
                self._wishes.wait()
        except (OSError, NotKept) as error:
            logger.warning("the hotspot stays as it is: %s", error)

    def _hand_on_wifi(self) -> bool:
        """Whether there was a wish to hand on."""
        with self._lock:
            setup = self._read()
            if setup.wifi is None or not self._wishes.are_heard:
                return False
            self._wishes.say(*setup.wifi)
            self._keep(replace(setup, wifi=None))
            return True

    def _read(self) -> SetUp:
        """As it is on disk: `porchlight setup again` opens it while the hub runs."""
        with self._lock:
            with suppress(SetupUnreadable):
                self._setup = read_setup(self._settings.data) or self._setup
            return self._setup

    def _keep(self, setup: SetUp) -> None:
        with self._lock:
            try:
                write_setup(self._settings.data, setup)
            except OSError as error:
                raise NotKept from error
            self._setup = setup


def _check_wifi(name: str, password: str) -> None:
    """Raises ChoiceRefused for the one of both that can't be."""
    sound = "x" * 8
    for field, tried in (("wifi_name", sound), ("wifi_password", password)):
        try:
            check_wifi(name, tried)
        except SettingsInvalid:
            raise ChoiceRefused(field) from None


def _with_answer(setup: SetUp, step: str) -> SetUp:
    others = tuple(each for each in setup.answered if each != step)
    return replace(setup, answered=(*others, step))
