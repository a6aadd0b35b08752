"""Measures short texts: `python -m tests.bench_shorttext`, a JSON object a line.

Bytes out for bytes of UTF-8 in, summed over messages packed one by one. Real messages
are packed by models that never saw them or their translation: five folds, each with a
model made from the other four, which takes some ten minutes. What it is compared with
has the same training texts; compressors that are not installed are skipped and named.
"""

from __future__ import annotations

import argparse
import importlib
import json
import statistics
import subprocess
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

from radio import shorttext
from radio.textmodel import packing
from radio.textmodel.model import Model
from radio.textmodel.modelfile import read
from radio.training.__main__ import MESSAGES
from radio.training.making import Recipe, make
from radio.training.texts import Text, own_texts, real_texts

HELD_OUT = Path(__file__).parent / "radio" / "needs-and-offers.tsv"
FOLDS = 5
PPMD_ORDER, PPMD_BYTES = 5, 16 << 20
PPMD_EVERY = 40
"""PPMd reads all training texts anew for each message: it gets so few of them."""
DICTIONARY_BYTES = 112_640
ROUNDS = 200

Size = Callable[[str], int]


def main() -> None:
    """Every measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many of the five")
    folds = parser.parse_args().folds
    loading()
    timing()
    own = own_texts()
    real = real_texts(MESSAGES) if MESSAGES.exists() else []
    if HELD_OUT.exists():
        held_out(own + real, real_texts(HELD_OUT))
    if real:
        five_folds(own, real, folds)


def say(measurement: str, **figures: object) -> None:
    """Print one result."""
    print(json.dumps({"measurement": measurement, **figures}), flush=True)  # noqa: T201


def loading() -> None:
    """How long the model takes to load, and the memory of a process that packs."""
    program = (
        "import time, resource; from radio import shorttext\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "start = time.perf_counter(); shorttext.load()\n"
        "took = time.perf_counter() - start\n"
        "shorttext.unpack(shorttext.pack('Water for four, please'))\n"
        "after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(round(took * 1000, 1), round((after - before) / 1024, 1))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    milliseconds, megabytes = map(float, ran.stdout.split())
    size = shorttext.MODEL_FILE.stat().st_size
    say("loading", ms=milliseconds, mb=megabytes, file_bytes=size)


def timing() -> None:
    """Packing and unpacking 100 characters, by language."""
    shorttext.load()
    by_language: dict[str, list[str]] = defaultdict(list)
    for text in own_texts():
        by_language[text.language].append(text.text)
    for language, texts in by_language.items():
        whole = " ".join(texts)
        pieces = [whole[at : at + 100] for at in range(0, 100 * ROUNDS, 100)]
        took = [_round_trip_ms(piece) for piece in pieces if len(piece) == 100]
        say(
            "pack and unpack 100 characters",
            language=language,
            median_ms=round(statistics.median(took), 2),
            worst_ms=round(max(took), 2),
        )


def _round_trip_ms(text: str) -> float:
    start = time.perf_counter()
    assert shorttext.unpack(shorttext.pack(text)) == text
    return (time.perf_counter() - start) * 1000


def held_out(training: Sequence[Text], texts: Sequence[Text]) -> None:
    """The frozen model, on messages that were written to measure it."""
    say_ratios("needs and offers", "shorttext", texts, lambda t: len(shorttext.pack(t)))
    for name, size in others(training):
        few = texts[::4] if name.startswith("ppmd") else texts
        say_ratios("needs and offers", name, few, size)


def five_folds(own: Sequence[Text], real: Sequence[Text], folds: int) -> None:
    """Models that are made without a fifth of the messages, on that fifth."""
    sums: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for fold in range(folds):
        training = [*own, *(text for text in real if text.group % FOLDS != fold)]
        tested = [text for text in real if text.group % FOLDS == fold]
        model = read(make(training, Recipe()))
        size = _packed_by(model)
        for name, of in [("shorttext", size), *others(training)]:
            few = tested[::PPMD_EVERY] if name.startswith("ppmd") else tested
            _add(sums[name], few, of)
        say("fold", number=fold, **_ratios(sums["shorttext"]))
    for name, by_language in sums.items():
        say("real messages in folds", by=name, folds=folds, **_ratios(by_language))


def _packed_by(model: Model) -> Size:
    return lambda text: len(packing.pack(text, model))


def say_ratios(measurement: str, name: str, texts: Iterable[Text], size: Size) -> None:
    """Print the ratio by language."""
    sums: dict[str, list[int]] = {}
    _add(sums, texts, size)
    say(measurement, by=name, **_ratios(sums))


def _add(sums: dict[str, list[int]], texts: Iterable[Text], size: Size) -> None:
    """Bytes out, bytes in, and the most that one message grew."""
    for text in texts:
        bytes_in, bytes_out = len(text.text.encode()), size(text.text)
        line = sums.setdefault(text.language, [0, 0, -(2**31)])
        line[0] += bytes_out
        line[1] += bytes_in
        line[2] = max(line[2], bytes_out - bytes_in)


def _ratios(sums: dict[str, list[int]]) -> dict[str, object]:
    ratios: dict[str, object] = {
        language: round(line[0] / line[1], 4) for language, line in sums.items()
    }
    return {**ratios, "most_grown": max(line[2] for line in sums.values())}


# -- what it is compared with -------------------------------------------------------


def others(training: Sequence[Text]) -> Iterator[tuple[str, Size]]:
    """Other compressors, with the training texts where they can use them."""
    yield "zlib", lambda text: len(zlib.compress(text.encode(), 9))
    for name, module, sizer in (
        ("zstd with dictionary", "zstandard", _zstd),
        ("brotli", "brotli", _brotli),
        ("unishox2", "unishox2", _unishox),
        (f"ppmd order {PPMD_ORDER}, primed", "pyppmd", _ppmd),
    ):
        try:
            loaded = importlib.import_module(module)
        except ImportError:
            say("skipped: not installed", by=name)
        else:
            yield name, sizer(loaded, [text.text.encode() for text in training])


def _zstd(module: ModuleType, training: list[bytes]) -> Size:
    dictionary = module.train_dictionary(DICTIONARY_BYTES, training)
    # Without its magic, length and dictionary's name: we would know them all.
    parameters = module.ZstdCompressionParameters.from_level(
        19,
        format=module.FORMAT_ZSTD1_MAGICLESS,
        write_content_size=False,
        write_dict_id=False,
    )
    compressor = module.ZstdCompressor(
        compression_params=parameters, dict_data=dictionary
    )
    return lambda text: len(compressor.compress(text.encode()))


def _brotli(module: ModuleType, _: list[bytes]) -> Size:
    return lambda text: len(module.compress(text.encode(), quality=11))


def _unishox(module: ModuleType, _: list[bytes]) -> Size:
    return lambda text: len(module.compress(text)[0])


def _ppmd(module: ModuleType, training: list[bytes]) -> Size:
    primer = b"\n".join(training) + b"\n"

    def length(octets: bytes) -> int:
        encoder = module.Ppmd7Encoder(PPMD_ORDER, PPMD_BYTES)
        return len(encoder.encode(octets) + encoder.flush())

    primed = length(primer)
    return lambda text: length(primer + text.encode() + b"\n") - primed


if __name__ == "__main__":
    main()
