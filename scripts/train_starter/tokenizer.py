"""SentencePiece: training it, teaching an old one new characters, and turning a corpus into numbers.

Standard NFKC would turn № into “No”, … into three dots and ½ into “1⁄2”. Text is output here too, so a list of
signs is exempt from it. What is read with ё is read as е, since the corpus has no ё. A target sentence with a piece the vocabulary lacks is not trained on; the network thus
never learns to write the unknown piece (⁇).
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from . import corpus
from .batches import Pairs, Side
from .model import END, PAD, START, UNKNOWN

KEPT = frozenset("№…™½¼¾²³°ºª′″·µ")
REQUIRED = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯёЁ"
    ".,:;!?-–—―−‐()[]{}<>/\\|@#$%&*+=_^~`'\"«»“”„‟‘’‚•◦▪·…№§©®™°€£¥₽₴₸±×÷½¼¾²³′″←→↑↓⁄†✓"
)
SEEN_OFTEN = 2  # characters seen this often become pieces


def rules() -> Iterator[str]:
    """Normalisation rules for SentencePiece: NFKC but for `KEPT`, е for ё, plain spaces, invisible signs removed."""
    for yo, plain in ("ёе", "ЁЕ"):
        yield f"{ord(yo):X}\t{ord(plain):X}"
        yield f"{ord(plain):X} 308\t{ord(plain):X}"
    spaces = {c for c in map(chr, range(0x3001)) if c.isspace()}
    gone = {c for c in map(chr, range(0xFFFF)) if unicodedata.category(c) in ("Cc", "Cf")} - spaces
    for code in range(1, 0x10000):
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char)
        if (
            char in KEPT
            or char in "ёЁ"
            or 0xAC00 <= code <= 0xD7FF
            or 0xD800 <= code <= 0xDFFF
            or code == 0x20
        ):
            continue
        if char in spaces or char in gone:
            yield f"{code:X}\t{'20' if char in spaces else ''}"
        elif plain != char:
            yield f"{code:X}\t{' '.join(f'{ord(c):X}' for c in plain)}"
        parts = unicodedata.decomposition(char)
        if parts and "<" not in parts and " " in parts and plain == char:
            yield f"{parts}\t{code:X}"


def train(sentences: Iterable[str], path: Path, size: int) -> None:
    """Train a unigram model of `size` pieces with every character of `REQUIRED` and write it to `path`."""
    import sentencepiece

    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "rules.tsv"
        table.write_text("\n".join(rules()) + "\n", encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(sentences),
            model_prefix=f"{folder}/new",
            vocab_size=size,
            model_type="unigram",
            character_coverage=0.9998,
            required_chars=REQUIRED,
            normalization_rule_tsv=str(table),
            input_sentence_size=600_000,
            shuffle_input_sentence=True,
            pad_id=PAD,
            unk_id=UNKNOWN,
            bos_id=START,
            eos_id=END,
            hard_vocab_limit=False,
            minloglevel=1,
        )
        (Path(folder) / "new.model").replace(path)


def extend(old: Path, sentences: Iterable[str], path: Path) -> int:
    """Give an old model this file's normalisation and the characters it lacks, as new pieces at the end.

    Returns how many were added. Rows of the embedding for the old pieces stay valid.
    """
    from sentencepiece import sentencepiece_model_pb2 as messages

    held, fresh = messages.ModelProto(), messages.ModelProto()
    held.ParseFromString(old.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        tiny = Path(folder) / "tiny.model"
        train(REQUIRED.replace("", " ").split(), tiny, len(REQUIRED) + 20)
        fresh.ParseFromString(tiny.read_bytes())
    held.normalizer_spec.CopyFrom(fresh.normalizer_spec)
    have = {p.piece for p in held.pieces}
    lowest = min(p.score for p in held.pieces)
    counts = Counter(c for s in sentences for c in s)
    wanted = set(REQUIRED) | {c for c, n in counts.items() if n >= SEEN_OFTEN and ord(c) < 0x2000}
    plain = {unicodedata.normalize("NFKC", c) if c not in KEPT else c for c in wanted}
    added = sorted(c for c in plain if len(c) == 1 and not c.isspace() and c not in have)
    for char in added:
        held.pieces.add(piece=char, score=lowest - 0.5)
    held.trainer_spec.vocab_size = len(held.pieces)
    path.write_bytes(held.SerializeToString())
    return len(added)


def encode(source: Path, model: Path, out: Path) -> tuple[int, int]:
    """Tokenise a corpus file into `out`; returns the pairs kept, and those left out for unknown target characters."""
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
    weights, left, right = zip(*corpus.read(source), strict=True)
    sources, targets = processor.encode(list(left)), processor.encode(list(right))
    kept = [i for i, (s, t) in enumerate(zip(sources, targets, strict=True)) if s and t and UNKNOWN not in t]
    pairs = Pairs(
        Side.of([sources[i] for i in kept]),
        Side.of([targets[i] for i in kept]),
        np.array([weights[i] for i in kept], np.float32),
    )
    pairs.save(out)
    return len(kept), len(weights) - len(kept)


def size(model: Path) -> int:
    """How many pieces a model has."""
    import sentencepiece

    return int(sentencepiece.SentencePieceProcessor(model_file=str(model)).get_piece_size())
