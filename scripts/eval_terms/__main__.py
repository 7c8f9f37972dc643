"""Measure how well terms are enforced, method by method: ``python scripts/eval_terms FILE…``.

Prints one Markdown table for each file (times are of the processor, so that other work on the machine does not count); ``--show N`` also prints sentences that a method changed, for reading.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import metrics
from inflection_errors import inflection_errors
from methods import METHODS, Run, run
from sets import Row, load

from translator.engines import Engine, open_engine
from translator.glossary.checking import check
from translator.glossary.scoring import Span
from translator.glossary.validation import without


def main() -> None:
    """Parse the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-g", "--glossary", action="append", default=[])
    parser.add_argument("-m", "--method", action="append", choices=[*METHODS], default=[])
    parser.add_argument("--engine", default="argos")
    parser.add_argument("--pair", default="en-ru")
    parser.add_argument(
        "--kind", default="proper", help="which term table of a line to use: proper or random"
    )
    parser.add_argument("--limit", type=int, default=0, help="use only this many lines")
    parser.add_argument(
        "--samples", type=int, default=1000, help="resamplings of the paired bootstrap; 0 for none"
    )
    parser.add_argument("--repeat", type=int, default=1, help="runs of each method; times are medians")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--dump", type=Path, help="write every method's outputs here, as JSON lines")
    options = parser.parse_args()
    source, target = options.pair.split("-")
    engine = open_engine(options.engine, source, target)
    for path in options.files:
        rows = load(
            path, options.glossary or ["institutions", "cis-security"], options.kind, (source, target)
        )
        _table(path, rows[: options.limit or None], engine, options)


def _table(path: Path, rows: list[Row], engine: Engine, options: argparse.Namespace) -> None:
    terms = sum(len(row.matches) for row in rows)
    print(
        f"\n{path.name} ({options.kind}): {len(rows)} sentences, {terms} occurrences, {dict(engine.signature)}\n"
    )
    engine.translate(
        [row.source for row in rows[:8]]
    )  # the model is loaded and warm before anything is timed
    started = time.process_time()
    plain = [made.text for made in engine.translate([row.source for row in rows])]
    seconds = time.process_time() - started
    names = options.method or list(METHODS)
    runs = {}
    for name in ["plain", *(name for name in names if name != "plain")]:
        repeats = [run(name, rows, plain, engine) for _ in range(options.repeat)]
        spent = statistics.median(one.seconds for one in repeats)
        runs[name] = Run(repeats[0].texts, repeats[0].uses, spent)
    quality = _quality(rows, runs, options.samples)
    print(
        "| method | TSR-exact | TSR-lemma | FM | BFE | IE | dup | place 2/3 | cons | chrF2++ | BLEU | no-harm | time | not enforced |"
    )
    print("|---" * 14 + "|")
    for name, one in runs.items():
        print(_line(name, rows, one, runs["plain"], seconds, quality[name]))
    _by_quality(rows, plain, runs[names[-1]], names[-1])
    _untouched(rows, plain, runs)
    _show(rows, plain, runs[names[-1]], options.show)
    if options.dump:
        _dump(options.dump, rows, runs)


def _checked(rows: Sequence[Row], texts: Sequence[str]) -> list[metrics.Checked]:
    return [
        metrics.Checked(at, tuple(row.accepted(match)), text, row.reference)
        for at, (row, text) in enumerate(zip(rows, texts, strict=True))
        for match in row.matches
    ]


def _line(name: str, rows: list[Row], one: Run, plain: Run, seconds: float, quality: str) -> str:
    checked = _checked(rows, one.texts)
    uses = [use for of_row in one.uses for use in of_row]
    enforced = [
        (text, use)
        for text, of_row in zip(one.texts, one.uses, strict=True)
        for use in of_row
        if use.how != "already" and use.target
    ]
    cells = [
        name,
        f"{metrics.term_success(checked, metrics.exactly):.3f}",
        f"{metrics.term_success(checked):.3f}",
        f"{metrics.form_match(checked):.3f}",
        f"{metrics.base_form_excess(checked):+.3f}",
        f"{inflection_errors(enforced):.3f}" if enforced else "–",
        f"{metrics.duplication(checked):.3f}",
        f"{metrics.placement(checked, 2):.2f}/{metrics.placement(checked, 3):.2f}",
        f"{metrics.consistency(checked):.3f}",
        quality,
        _no_harm(rows, one, plain, "ru"),
        f"{(seconds + one.seconds) / seconds:.2f}",
        str(sum(use.target is None for use in uses)) if uses else "–",
    ]
    return "| " + " | ".join(cells) + " |"


def _quality(rows: list[Row], runs: dict[str, Run], samples: int) -> dict[str, str]:
    """chrF2++ and BLEU of every method with the difference to the plain one and its bootstrap p-value."""
    from sacrebleu.metrics import BLEU, CHRF
    from sacrebleu.significance import PairedTest

    systems = [(name, one.texts) for name, one in runs.items()]
    wanted = {"chrF2++": CHRF(word_order=2), "BLEU": BLEU()}
    references = [[row.reference for row in rows]]
    if samples:
        _names, results = PairedTest(systems, wanted, references, test_type="bs", n_samples=samples)()
        scores = {key: [(r.score, r.p_value) for r in results[key]] for key in results if key != "System"}
    else:
        scores = {
            key: [(metric.corpus_score(texts, references).score, None) for _n, texts in systems]
            for key, metric in wanted.items()
        }
    out = {}
    for at, (name, _texts) in enumerate(systems):
        cells = [
            _gain(values[at], values[0][0]) if at else f"{values[0][0]:.1f}" for values in scores.values()
        ]
        out[name] = " | ".join(cells)
    return out


def _gain(value: tuple[float, float | None], plain: float) -> str:
    score, chance = value
    return f"{score:.1f} ({score - plain:+.1f}" + (f", p={chance:.3f})" if chance is not None else ")")


def _no_harm(rows: list[Row], one: Run, plain: Run, language: str) -> str:
    """chrF2++ of the changed sentences with all terms cut out, less the same of the plain translation."""
    from sacrebleu.metrics import CHRF

    changed = [at for at in range(len(rows)) if one.texts[at] != plain.texts[at] and one.uses[at]]
    if not changed:
        return "–"
    references = [[_bare(rows[at], rows[at].reference, language) for at in changed]]
    ours, theirs = (
        CHRF(word_order=2)
        .corpus_score([_bare(rows[at], texts[at], language) for at in changed], references)
        .score
        for texts in (one.texts, plain.texts)
    )
    return f"{ours - theirs:+.1f}"


def _bare(row: Row, text: str, language: str) -> str:
    """*text* without the terms that stand in it."""
    found = check(row.matches, text, language).findings
    return without(text, [Span(f.occurrence.start, f.occurrence.end) for f in found if f.occurrence])


def _by_quality(rows: list[Row], plain: list[str], one: Run, name: str) -> None:
    """Term success by how good the plain translation is: what the model left out no method can put right."""
    from sacrebleu.metrics import CHRF

    metric = CHRF(word_order=2)
    with_terms = [at for at, row in enumerate(rows) if row.matches]
    order = sorted(with_terms, key=lambda at: metric.sentence_score(plain[at], [rows[at].reference]).score)
    print(
        f"\nTSR-lemma of {name} by quarters of the sentences, from the worst plain translation to the best:"
    )
    for quarter in range(4):
        some = set(order[len(order) * quarter // 4 : len(order) * (quarter + 1) // 4])
        before, after = (
            metrics.term_success([each for each in _checked(rows, texts) if each.row in some])
            for texts in (plain, one.texts)
        )
        print(f"  {quarter + 1}: plain {before:.3f}, enforced {after:.3f}")


def _untouched(rows: list[Row], plain: list[str], runs: dict[str, Run]) -> None:
    """Sentences without terms must come out byte by byte the same."""
    without_terms = [at for at, row in enumerate(rows) if not row.matches]
    for name, one in runs.items():
        wrong = [at for at in without_terms if one.texts[at] != plain[at]]
        if wrong:
            print(f"CHANGED WITHOUT A TERM by {name}: {wrong}")
    print(f"\n{len(without_terms)} sentences without terms, all the same.")


def _show(rows: list[Row], plain: list[str], one: Run, count: int) -> None:
    changed = [at for at in range(len(rows)) if one.texts[at] != plain[at]]
    for at in random.Random(1).sample(changed, min(count, len(changed))):
        print(f"\n  {rows[at].source}\n  − {plain[at]}\n  + {one.texts[at]}\n  = {rows[at].reference}")
        for use in one.uses[at]:
            if use.how != "already":
                print(f"      {use.how} {use.wanted} → {use.form} {use.reason} {use.confidence}")


def _dump(path: Path, rows: list[Row], runs: dict[str, Run]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for at, row in enumerate(rows):
            line = {
                "en": row.source,
                "ru": row.reference,
                **{name: one.texts[at] for name, one in runs.items()},
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
