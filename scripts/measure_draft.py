"""How far a machine's draft of the interface's own catalogs is from what people made of it.

    uv run scripts/measure_draft.py [LANG ...]      ru when none is named; needs a package from English into each

An empty copy of ``locales/<lang>/LC_MESSAGES/translator.po`` is drafted by ``translator catalog translate`` with no
memory, and each text compared with the final one: kept to the letter, and the edit distance (Levenshtein, divided by
the length of the longer text: 0 nothing changed, 1 nothing kept).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from rapidfuzz.distance import Levenshtein

LOCALES = Path(__file__).resolve().parent.parent / "locales"
EDGES = (0.1, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class Compared:
    """One text of the draft and what became of it."""

    source: str
    draft: str
    final: str

    @property
    def distance(self) -> float:
        return Levenshtein.normalized_distance(self.draft, self.final)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("languages", nargs="*", default=["ru"])
    parser.add_argument(
        "--examples", type=int, default=0, metavar="N", help="show N drafts with their finals"
    )
    asked = parser.parse_args()
    failed = 0
    for code in asked.languages:
        failed |= not measure(code, asked.examples)
    return int(failed)


def measure(code: str, examples: int) -> bool:
    """Draft one language, compare, tell; whether there was a package for it."""
    final = load(LOCALES / code / "LC_MESSAGES" / "translator.po", code)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{code}.po")
        emptied(path, code)
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "translator",
                "catalog",
                "translate",
                str(path),
                "--memory",
                "none",
                "--json",
            ],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            print(f"{code}: {done.stderr.strip().splitlines()[0]}")
            return False
        draft = load(path, code)
        (result,) = json.loads(done.stdout)
    print(f"{code}: {package(draft)}")
    tell(list(compared(draft, final)), Counter(reason(left["reason"]) for left in result["left"]), examples)
    return True


def load(path: Path, code: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=code)


def emptied(path: Path, code: str) -> None:
    """A copy of the catalog at *path* with no translations, as it was before anybody began."""
    catalog = load(LOCALES / code / "LC_MESSAGES" / "translator.po", code)
    for message in catalog:
        if message.id:
            message.string = ("",) * catalog.num_plurals if message.pluralizable else ""
            message.flags.discard("fuzzy")
    with path.open("wb") as file:
        write_po(file, catalog, width=110)


def compared(draft: Catalog, final: Catalog) -> list[Compared]:
    """Every text of both, plural forms counted each."""
    out = []
    for message in final:
        twin = draft.get(message.id, message.context) if message.id else None
        if twin is not None:
            source = message.id if isinstance(message.id, str) else message.id[-1]
            pairs = zip(texts(twin), texts(message), strict=True)
            out += [Compared(source, made, kept) for made, kept in pairs if kept]
    return out


def texts(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, (tuple, list)) else (message.string,)


def reason(said: str) -> str:
    """The kind of a reason, without the pieces it names."""
    return said.partition(":")[0]


def package(draft: Catalog) -> str:
    """What made the draft, as the marks in it say."""
    marks = Counter(comment for message in draft for comment in message.user_comments if "(" in comment)
    return marks.most_common(1)[0][0].partition("(")[2].rstrip(")") if marks else "nothing was drafted"


def tell(all_: list[Compared], left: Counter[str], examples: int) -> None:
    drafted = [one for one in all_ if one.draft]
    if not drafted:
        print("  nothing was drafted")
        return
    distances = [one.distance for one in drafted]
    kept = sum(one.draft == one.final for one in drafted)
    names = sum(one.draft == one.final == one.source for one in drafted)
    print(f"  {len(all_)} texts, {len(drafted)} drafted ({share(len(drafted), len(all_))})")
    print(
        f"  kept to the letter: {kept} ({share(kept, len(drafted))}), of them the same in both languages: {names}"
    )
    print(f"  edit distance: mean {mean(distances):.2f}, median {median(distances):.2f}")
    for low, high in zip((0.0, *EDGES), EDGES, strict=False):
        count = sum(low < distance <= high for distance in distances)
        print(f"    over {low:.2f} to {high:.2f}: {count:5} ({share(count, len(drafted))})")
    print(f"  entries left empty: {left.total()}" + "".join(f"; {why}: {n}" for why, n in left.most_common()))
    for one in (
        sorted(drafted, key=lambda one: (one.distance, one.source))[:: max(1, len(drafted) // examples)]
        if examples
        else []
    ):
        print(f"  {one.distance:.2f}  {one.source!r}\n        {one.draft!r}\n        {one.final!r}")


def share(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.1f} %"


if __name__ == "__main__":
    sys.exit(main())
