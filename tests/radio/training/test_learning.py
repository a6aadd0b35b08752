"""What learning does to a mixer, and its whole numbers."""

from __future__ import annotations

import math

import pytest

from radio.textmodel.mixer import rows_of, split_row
from radio.textmodel.model import LOGIT_LIMIT, LOGIT_UNIT
from radio.textmodel.tree import grow
from radio.training.learning import Learner, Teacher, first_priors
from radio.training.logarithms import BIT, likelihoods, log2, logit


def test_what_is_decided_often_becomes_likely_and_cheap() -> None:
    teacher = Teacher()
    learner = Learner(teacher, [[0]], 4, likelihoods())
    rows = rows_of(1, 0, 0, split_row(0, 0, 0), 0, 0)
    cells = [0, 256 + 16, 512, 768]
    costs = []
    for _ in range(50):
        before = teacher.cost
        teacher.decide(learner.likely(cells, rows, 0, 0), yes=True)
        costs.append(teacher.cost - before)

    assert costs[-1] < costs[0]


def test_a_likelihood_is_the_logistic_function_of_its_logit() -> None:
    likely = likelihoods()

    assert len(likely) == 2 * LOGIT_LIMIT + 1
    for at in range(0, len(likely), 97):
        exact = 65536 / (1 + math.exp((LOGIT_LIMIT - at) / LOGIT_UNIT))
        assert likely[at] == pytest.approx(exact, abs=0.51 + 65536 * 1e-5)
    assert 0 < likely[0] < likely[-1] < 65536


@pytest.mark.parametrize("number", [1, 2, 3, 100, 4095, 4096, 65535, 10**9])
def test_logarithms_are_right_to_a_256th(number: int) -> None:
    assert log2(number) == pytest.approx(BIT * math.log2(number), abs=1)


def test_a_logit_is_what_the_counts_say_and_has_limits() -> None:
    assert logit(5, 5) == 0
    assert logit(1, 3) == -logit(3, 1) == round(LOGIT_UNIT * math.log(3))
    assert logit(1, 10**9) == LOGIT_LIMIT


def test_without_any_context_a_split_is_as_likely_as_its_symbols_are_frequent() -> None:
    weights = {7: 8, 8: 4, 9: 2, 10: 1}
    tree = grow(weights)

    for prior in first_priors(tree, weights):
        assert abs(prior) <= round(LOGIT_UNIT * math.log(2)) + 1
