"""What stewards and those they vouch for may do: alerts, places, vouching.

Such a person has a name that the hub knows them by and a code of their own, of which
only a hash is kept. Methods raise WrongCode, TooManyGuesses and LedgerUnavailable.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable

from hub.domain.changes import Alerted, AlertEnded, PlaceNamed
from hub.domain.checks import DraftInvalid, Problem
from hub.domain.drafts import (
    check_alert,
    check_handle,
    check_hours,
    check_place_name,
    check_place_number,
)
from hub.domain.guesses import GuessesByDevice
from hub.domain.ids import AlertId
from hub.domain.keep_codes import CodeHash, code_from
from hub.domain.passphrases import PhraseHash, check_passphrase
from hub.service.door import NO_DEVICE, HubService
from hub.service.ports import Keyholder, Ledger, Role
from hub.service.views import Accepted, NoSuchPost, WrongCode

LONGEST_WAIT_S = 5.0
"""Between wrong codes, for all devices together that have used up the few that cost
nothing: 6 million in a year, of a million million codes of ten letters."""

CODE_LENGTH = 10

NOBODY = ""
"""Under what guesses at names are counted that nobody has."""


class Stewards:
    """The people whom this hub knows by a code. For all threads."""

    def __init__(
        self, service: HubService, ledger: Ledger, monotonic: Callable[[], float]
    ) -> None:
        """Read who they are."""
        self._service = service
        self._ledger = ledger
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._guesses: GuessesByDevice[str] = GuessesByDevice(LONGEST_WAIT_S)
        self._known = {_folded(each.name): each for each in ledger.keyholders()}

    def names(self) -> dict[str, Role]:
        """Everybody's name and role."""
        with self._lock:
            return {each.name: each.role for each in self._known.values()}

    def prove(
        self, name: str, code: str, *roles: Role, device: bytes = NO_DEVICE
    ) -> None:
        """That person's code was given on that device, and they have such a role."""
        folded = _folded(name)
        with self._lock:
            known = self._known.get(folded)
            counted = folded if known is not None else NOBODY
            self._guesses.check(counted, device, self._monotonic())
        # As slow for a name that nobody has: who is a steward can't be found out.
        kept = known.code if known is not None else CodeHash.of("", bytes(16))
        right = kept.matches(code) and known is not None and known.role in roles
        with self._lock:
            if not right:
                self._guesses.failed(counted, device, self._monotonic())
                raise WrongCode
            self._guesses.right(counted, device)

    def admit(self, name: str, role: Role) -> str:
        """Give somebody a code, in place of the one that they had; the code.

        Whoever calls has made sure who asks. Raises DraftInvalid for the `handle`.
        """
        handle = _checked(name)
        code = code_from(secrets.token_bytes(32), CODE_LENGTH)
        self._keep(Keyholder(handle, role, CodeHash.of(code, secrets.token_bytes(16))))
        return code

    def admit_with(self, name: str, passphrase: str, known: Iterable[str]) -> str:
        """A steward with a passphrase of their own choosing; the name as it is kept.

        `known`: what everybody here knows, which makes no good passphrase. Whoever
        calls has made sure who asks. Raises DraftInvalid for the `handle`, and
        WeakPassphrase.
        """
        handle = _checked(name)
        check_passphrase(passphrase, (*known, handle))
        phrase = PhraseHash.of(passphrase, secrets.token_bytes(16))
        self._keep(Keyholder(handle, Role.STEWARD, phrase))
        return handle

    def _keep(self, keyholder: Keyholder) -> None:
        folded = _folded(keyholder.name)
        with self._lock:
            earlier = self._known.get(folded)
            if earlier is not None and earlier.name != keyholder.name:
                self._ledger.drop_keyholder(earlier.name)
            self._ledger.keep_keyholder(keyholder)
            self._known[folded] = keyholder

    def dismiss(self, name: str) -> bool:
        """Their code is good for nothing from now on; False where nobody has the name.

        Whoever calls has made sure who asks.
        """
        with self._lock:
            known = self._known.get(_folded(name))
            if known is None:
                return False
            self._ledger.drop_keyholder(known.name)
            del self._known[_folded(name)]
            return True

    def raise_alert(
        self,
        who: tuple[str, str],
        text: object,
        hours: object,
        key: bytes,
        device: bytes = NO_DEVICE,
    ) -> Accepted:
        """Warn everybody; `who`: name and code. The keep code calls it off.

        Raises DraftInvalid and KeyReused besides.
        """
        change = Alerted(check_alert(text), check_hours(hours))
        self.prove(*who, Role.STEWARD, Role.VOUCHED, device=device)
        return self._service.accept(change, key, self._service.origin)

    def end_alert(
        self, alert_id: AlertId, keep_code: str, device: bytes = NO_DEVICE
    ) -> None:
        """Call off an alert of this hub's. Raises NoSuchPost where there is none."""
        alert = self._service.find_alert(alert_id)
        if alert is None:
            raise NoSuchPost
        self._service.prove(alert_id, keep_code, device)
        if not alert.ended:
            named = alert_id.written_by(self._service.origin)
            self._service.say(AlertEnded(named))

    def name_place(
        self,
        who: tuple[str, str],
        number: object,
        name: object,
        device: bytes = NO_DEVICE,
    ) -> None:
        """Name a coarse place of this hub's list, or take it off with an empty name.

        Raises DraftInvalid besides.
        """
        change = PlaceNamed(check_place_number(number), check_place_name(name))
        self.prove(*who, Role.STEWARD, device=device)
        if self._service.places().get(change.number, "") != change.name:
            self._service.say(change)

    def vouch(self, who: tuple[str, str], name: str, device: bytes = NO_DEVICE) -> str:
        """A steward vouches for somebody, who may raise alerts then; their code.

        Raises DraftInvalid besides, also where the name is a steward's.
        """
        self.prove(*who, Role.STEWARD, device=device)
        with self._lock:
            known = self._known.get(_folded(name))
        if known is not None and known.role is Role.STEWARD:
            raise DraftInvalid({"handle": Problem.NAME_TAKEN})
        return self.admit(name, Role.VOUCHED)


def _checked(name: str) -> str:
    handle = check_handle(name)
    if not handle:
        raise DraftInvalid({"handle": Problem.EMPTY_TEXT})
    return handle


def _folded(name: str) -> str:
    """However they spell it."""
    return " ".join(name.casefold().split())[:40]
