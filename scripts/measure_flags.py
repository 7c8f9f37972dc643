"""How many sentences the output checks flag, and why, when a text is translated as the program does it.

    uv run scripts/measure_flags.py FILE --to ru [--from en] [--show 20]

FILE has a sentence on every line, or is a corpus of ``scripts/train_starter`` (weight, source, target), such as the
``held.tsv`` it keeps back. No memory is used, so every sentence is translated.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import translator
from translator.document import Block, Document, Span


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--to", required=True)
    parser.add_argument("--from", dest="source")
    parser.add_argument("--show", type=int, default=20, help="flagged sentences to print")
    asked = parser.parse_args()
    blocks = tuple(Block("paragraph", (Span(sentence),)) for sentence in sentences(asked.file))
    edition = translator.translate(Document(blocks), asked.to, source=asked.source)
    done = [block.pairs for block in edition.blocks]
    flagged = [pair for pairs in done for pair in pairs if pair.flagged]
    lines = sum(any(pair.flagged for pair in pairs) for pairs in done)
    codes = Counter(note.code for pair in flagged for note in pair.notes if note.severe)
    print(
        f"{edition.signature['package']}: flagged {lines} of {len(done)} lines ({100 * lines / len(done):.2f} %)"
    )
    print(", ".join(f"{code} {count}" for code, count in codes.most_common()) or "nothing")
    for pair in flagged[: asked.show]:
        print("", pair.source_text, pair.target_text, *(note.message for note in pair.notes), sep="\n  ")
    return 0


def sentences(file: Path) -> list[str]:
    """The sentences of a text, or the sources of a corpus."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return (
        [line.split("\t")[1] for line in lines] if file.suffix == ".tsv" else list(filter(str.strip, lines))
    )


if __name__ == "__main__":
    sys.exit(main())
