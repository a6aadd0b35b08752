"""Who is at this browser: the writer of a post, its helpers, or somebody else.

A phone says by itself which codes it was shown, so what it says is proved each time: by
the hub's own proof that the code was right before, which no stranger's guesses hold up,
or by the code, which counts as a guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from hub.domain.guesses import TooManyGuesses
from hub.domain.ids import ClaimId, RecordId
from hub.domain.keep_codes import as_shown
from hub.domain.post import Claim
from hub.service import NoSuchPost, PostView, WrongCode
from hub.web.devices import current_device
from hub.web.hub_port import current_hub
from hub.web.own_posts import drop_code, has_proof, keep_code, own_code, own_codes
from hub.web.page_refusals import CodeMissing

MOST_TRIED = 16
"""Claims that a typed code is tried on: each takes a moment on purpose."""


def prove_here(record: RecordId) -> None:
    """This browser has the keep code of a post or a claim.

    Raises CodeMissing, NoSuchPost, WrongCode, TooManyGuesses.
    """
    code = own_code(record)
    if code is None:
        raise CodeMissing
    if not has_proof(record):
        current_hub().service.prove(record, code, current_device())
        keep_code(record, as_shown(code))


def is_known(record: RecordId) -> bool:
    """Whether this browser has the keep code of a post or a claim."""
    try:
        prove_here(record)
    except (CodeMissing, TooManyGuesses):
        return False
    except (NoSuchPost, WrongCode):
        drop_code(record)
        return False
    return True


def known_claims(view: PostView) -> list[Claim]:
    """The claims on a post that this browser has the codes of."""
    return [each for each in view.post.claims if is_known(each.id)]


def was_let_go(view: PostView) -> bool:
    """Whether this browser has a claim on a post that its writer handed back."""
    standing = {each.id for each in view.post.claims}
    service = current_hub().service
    return any(
        claim not in standing and service.post_of(claim) == view.post.id
        for claim in _own_claims()
    )


def recognise(view: PostView, typed: str, claim: ClaimId | None = None) -> RecordId:
    """Whose code was typed: that claim's, or the post's or any of its claims'.

    This browser is known from now on. Raises CodeMissing, NoSuchPost, WrongCode,
    TooManyGuesses.
    """
    if not typed.strip():
        raise CodeMissing
    service = current_hub().service
    claims = [each.id for each in view.post.claims if service.is_ours(each.id)]
    asked: list[RecordId] = [view.post.id, *claims[:MOST_TRIED]]
    tried = [claim] if claim is not None else asked
    found = service.whose(tried, typed, current_device())
    keep_code(found, as_shown(typed))
    return found


def _own_claims() -> Iterator[ClaimId]:
    parsed = (ClaimId.parse(name) for name in own_codes())
    return (each for each in parsed if each is not None)
