"""Measure the term check on a bilingual test set with given terms (one JSON object a line: en, ru, proper).

Precision: the reference translations follow the terms, so everything reported on them is a false alarm. Recall: every
source is also paired with another segment's reference, which does not hold the term; each of its terms must be
reported. Terms whose words do not stand in the reference at all (checked with plain stems, not with the code under
test) are left out and counted, because nobody can say whether the reference follows them.

    python scripts/eval_check.py TEST-SET.jsonl [--show]
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.revision import Segment, revise


def stems(text: str) -> list[str]:
    """The words of *text* cut to five letters: crude, and independent of the program."""
    return [word[:5] for word in re.findall(r"\w+", text.lower().replace("ё", "е"))]


def holds(text: str, term: str) -> bool:
    """Whether every word of *term* has its stem in *text*."""
    found = stems(text)
    return all(any(stem[:4] == other[:4] for other in found) for stem in stems(term))


def glossary(terms: dict[str, str]) -> Glossary:
    """The terms of one segment."""
    concepts = (
        Concept(f"t{at}", (Term(en, "en"), Term(ru, "ru"))) for at, (en, ru) in enumerate(terms.items())
    )
    return Glossary("test", tuple(concepts), languages=("en", "ru"))


def missed(row: dict[str, Any], target: str, terms: dict[str, str]) -> tuple[set[str], int]:
    """The terms reported as missed, and how many were matched in the source."""
    result = revise([Segment(row["en"], target)], glossary(terms), "en", "ru", every=False)
    return {p.wanted for p in result.problems if p.kind == "missed"}, result.terms


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--show", action="store_true", help="print false alarms and misses")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.path.read_text("utf-8").splitlines()]
    tally: Counter[str] = Counter()
    for at, row in enumerate(rows):
        sure = {en: ru for en, ru in row["proper"].items() if holds(row["ru"], ru)}
        tally["terms"] += len(row["proper"])
        tally["left out"] += len(row["proper"]) - len(sure)
        if not sure:
            continue
        reported, matched = missed(row, row["ru"], sure)
        tally["clean"] += len(sure)
        tally["matched"] += matched
        tally["false alarms"] += len(reported)
        if options.show and reported:
            print("FALSE", reported, "|", row["ru"])
        other = next(
            r["ru"]
            for r in rows[at + 1 :] + rows
            if r is not row and not any(holds(r["ru"], t) for t in sure.values())
        )
        wrong, _matched = missed(row, other, sure)
        tally["corrupted"] += len(set(sure.values()))
        tally["found"] += len(wrong)
        if options.show and len(wrong) < len(set(sure.values())):
            print("MISSED", set(sure.items()), wrong, "|", row["en"], "|", other)
    reports = tally["found"] + tally["false alarms"]
    print(dict(tally))
    print(f"false alarms {tally['false alarms'] / max(1, tally['clean']):.2%} of {tally['clean']} kept terms")
    print(
        f"precision {tally['found'] / max(1, reports):.3f}  recall {tally['found'] / max(1, tally['corrupted']):.3f}"
    )


if __name__ == "__main__":
    main()
