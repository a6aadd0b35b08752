"""The order in which a text's symbols are coded, the same for writing and reading."""

from __future__ import annotations

from radio.textmodel.coder import Coder
from radio.textmodel.history import CASE_KINDS, KINDS, History
from radio.textmodel.mixer import Mixer
from radio.textmodel.model import CASE_TREE, COUNTS, STEP_BITS, Model
from radio.textmodel.rare import code_rare
from radio.textmodel.symbols import RARE, Unit
from radio.textmodel.walk import Walk, spans


class TextCoder:
    """Codes one text, step by step."""

    def __init__(self, model: Model, symbols: Mixer, case: Mixer) -> None:
        self._model = model
        self._alphabet = model.alphabet
        self._history = History(model.alphabet.script_of)
        self._symbols = Walk(model.contexts, symbols, KINDS)
        self._case = Walk(model.contexts, case, CASE_KINDS)
        self._rare = 0

    def code(self, coder: Coder, unit: Unit | None) -> Unit:
        """Write a step of the text, or read one where `unit` is None."""
        history = self._history
        tree = self._alphabet.trees[history.script]
        found = spans(self._model.contexts, history.keys())
        wanted = -1 if unit is None else tree.number_of[unit.symbol]
        moment = (history.script, history.length, history.language)
        symbol = tree.symbols[self._symbols.code(coder, tree, found, moment, wanted)]
        capital, point = False, 0
        if symbol in self._alphabet.capital_of:
            capital = self._code_case(coder, symbol, unit is not None and unit.capital)
        elif symbol == RARE:
            point = code_rare(coder, 0 if unit is None else unit.point, self._rare)
            self._rare = point
        if history.push(symbol):
            self._vote()
        if symbol in self._alphabet.capital_of:
            history.push_case(capital)
        return Unit(symbol, capital, point)

    def _code_case(self, coder: Coder, symbol: int, capital: bool) -> bool:
        history = self._history
        found = spans(self._model.contexts, history.case_keys(symbol))
        moment = (0, history.length, history.shape)
        return bool(self._case.code(coder, CASE_TREE, found, moment, int(capital)))

    def _vote(self) -> None:
        """Let the word that has ended say what language it is of."""
        history = self._history
        found = spans(self._model.contexts, [history.word_key()])
        if not found:
            return
        _, low, end = found[0]
        mask = (1 << STEP_BITS) - 1
        entries = self._model.contexts.entries[low:end]
        history.vote((each >> STEP_BITS, COUNTS[each & mask]) for each in entries)
