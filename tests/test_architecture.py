"""The shape of the house: which part may import which, and what must not be imported at start."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "translator"

LADDER: list[set[str]] = [
    {"errors", "paths"},
    {"i18n"},
    {"files", "registry"},
    {"settings", "languages", "document", "alignment"},
    {"image", "protected", "casing", "numbers"},
    {"readers", "detection", "segmentation", "glossary", "models", "writers", "checks", "marks", "memory", "catalogs"},
    {"engines"},
    {"planning"},
    {"terminology"},
    {"translating", "assembling"},
    {"reviewing"},
    {"pipeline"},
    {"localisation", "corrections", "books", "cluster"},
    {"__init__"},
    {"cli"},
    {"__main__"},
]  # fmt: skip
RUNG = {part: rung for rung, parts in enumerate(LADDER) for part in parts}
FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_parts(path: Path) -> set[str]:
    parts: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            head, *rest = name.split(".")
            if head == "translator" and rest:
                parts.add(
                    rest[0]
                    if (PACKAGE / rest[0]).is_dir() or (PACKAGE / f"{rest[0]}.py").exists()
                    else "__init__"
                )
    return parts


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down_the_ladder_only(path: Path) -> None:
    own = part_of(path)
    assert own in RUNG, f"{own} has no place in the ladder"
    if own == "__init__":
        return  # the public names, imported when used
    wrong = {p for p in imported_parts(path) - {own} if RUNG[p] >= RUNG[own] and p != "__init__"}
    assert not wrong, f"{path.relative_to(PACKAGE)} imports {wrong}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_file_grows_past_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom translator.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'argostranslate','ctranslate2','langdetect','pypandoc','panflute','sentencepiece','babel','jinja2','typst',"
        "'trafilatura','httpx','pymorphy3','simplemma','numpy','rich','sqlalchemy','openpyxl','torch'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_only_the_engine_and_the_package_tokenizer_name_ctranslate2_and_argostranslate() -> None:
    named: dict[str, set[str]] = {"ctranslate2": set(), "argostranslate": set()}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            for name, parts in named.items():
                if any(module.split(".")[0] == name for module in modules):
                    parts.add(part_of(path))
    assert named["ctranslate2"] <= {"engines", "models"}
    assert named["argostranslate"] <= {"engines", "models"}
