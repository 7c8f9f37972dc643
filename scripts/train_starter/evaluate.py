"""Scores of a package on sentences with a reference, and faults on sentences without one.

Decoding is what the program does: beam 4, length penalty 0.2, batches by length.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from .cleaning import key, lengths_agree, loops, numbers_agree, share
from .warm_start import opened

BEAM, LENGTH_PENALTY = 4, 0.2
UNKNOWN_SIGN = "⁇"


@dataclass(slots=True)
class Report:
    """What was measured; `str` gives it in Markdown lines."""

    translations: list[str]
    seconds: float
    target_tokens: int
    threads: int
    scores: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    flagged: list[tuple[str, str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        count = len(self.translations)
        speed = f"{count / self.seconds:.1f} sentences a second, {self.target_tokens / self.seconds:.0f} pieces a second"
        named = ", ".join(f"{name} {number}" for name, number in self.faults.most_common()) or "none"
        lines = [f"- {score}" for score in self.scores]
        lines.append(f"- speed: {speed} ({self.threads} threads, {count} sentences)")
        lines.append(
            f"- flagged: {len(self.flagged)} of {count} ({100 * len(self.flagged) / count:.2f} %): {named}"
        )
        lines += [f"  - {why}: {source} → {target}" for why, source, target in self.flagged[:10]]
        return "\n".join(lines)


def read_lines(path: Path) -> list[str]:
    """The lines of a text, or the sources of a corpus file (`weight<TAB>source<TAB>target`)."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[1] for line in lines] if path.suffix == ".tsv" else lines


def evaluate(package: Path, source: list[str], reference: list[str] | None, threads: int = 0) -> Report:
    """Translate `source` with a package (archive or folder) and judge the result."""
    report = translate(package, source, threads or os.cpu_count() or 1)
    if reference:
        import sacrebleu

        for metric in (sacrebleu.BLEU(), sacrebleu.CHRF(word_order=2)):
            score = metric.corpus_score(report.translations, [reference])
            report.scores.append(f"{score.name} {score.score:.1f} `{metric.get_signature()}`")
    for line, translation in zip(source, report.translations, strict=True):
        why = fault(line, translation)
        if why:
            report.faults[why] += 1
            report.flagged.append((why, line, translation))
    return report


def translate(package: Path, source: list[str], threads: int) -> Report:
    """Translate line by line; loading is not timed."""
    import ctranslate2
    import sentencepiece

    with opened(package) as folder:
        processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
        translator = ctranslate2.Translator(str(folder / "model"), intra_threads=threads)
    began = time.perf_counter()
    results = translator.translate_batch(
        processor.encode(source, out_type=str),
        beam_size=BEAM,
        length_penalty=LENGTH_PENALTY,
        max_batch_size=2048,
        batch_type="tokens",
        replace_unknowns=True,
    )
    outputs = [result.hypotheses[0] for result in results]
    translations = [processor.decode(pieces) for pieces in outputs]
    return Report(translations, time.perf_counter() - began, sum(map(len, outputs)), threads)


def fault(source: str, translation: str) -> str | None:
    """What is suspicious about a translation (either direction), in a word; None when nothing is."""
    if not translation.strip():
        return "empty"
    if UNKNOWN_SIGN in translation and UNKNOWN_SIGN not in source:
        return "unknown"
    if (loops(translation) and not loops(source)) or re.search(r"(.{2,}?)\1{4,}", translation):
        return "loop"
    if not lengths_agree(source, translation):
        return "length"
    if len(source.split()) > 3 and key(source) == key(translation):
        return "copy"
    if len(source) > 30 and share(source, "LATIN") > 0.8 and share(translation, "CYRILLIC") < 0.5:
        return "untranslated"
    return None if numbers_agree(source, translation) else "numbers"
