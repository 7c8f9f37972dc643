"""Where editions go: ``-o`` values become targets, and nothing a person made is overwritten.

The program remembers the digest of every file it writes (in the user's data folder). A file that still is what the
program wrote may be written again; one that somebody made or edited is left alone unless ``--overwrite``.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator import paths
from translator.document import Edition
from translator.errors import OutputError, UsageError
from translator.files import write_text
from translator.i18n import _
from translator.writers import WRITERS, WriteOptions, write, write_to

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Target:
    """One file to write, or standard output."""

    path: str
    """A file's path, or ``-``."""
    format: str


def targets(
    name: str,
    language: str,
    outputs: Sequence[str],
    formats: Sequence[str],
    *,
    many: bool,
    under: str = "",
    whole: bool = False,
) -> list[Target]:
    """What to write for the input *name*; in an output folder it stands below *under*.

    Files are called after the input without its suffix, or after its *whole* name.

    Raises:
        UsageError: several inputs and an output that is one file; a suffix that means no format.
    """
    if not outputs and not formats:
        return [Target(STDOUT, "text")]
    named = name not in {STDOUT, ""}
    formats = [WRITERS.key(fmt) for fmt in formats]
    out: list[Target] = []
    for output in outputs or ("" if named else STDOUT,):
        if output == STDOUT:
            out += [Target(STDOUT, fmt) for fmt in formats or ("text",)]
        elif is_folder(output) or not output:
            folder = str(Path(output) / under) if output else ""
            out += [Target(_file_in(folder, name, language, fmt, whole), fmt) for fmt in formats or ("html",)]
        elif many:
            raise UsageError(
                _("Several inputs cannot go into the one file {path}.").format(path=output),
                _("Give a folder (its name ends in /) and the formats with --to-format."),
            )
        else:
            out.append(Target(output, _format_of(output, formats)))
    if sum(target.path == STDOUT for target in out) > 1:
        raise UsageError(_("Only one format can go to standard output."), "")
    return out


def is_folder(output: str) -> bool:
    """Whether an output means a folder: it is one, or its name says so."""
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def make_folder(folder: Path) -> None:
    """Create an output folder and those above it.

    Raises:
        OutputError: it cannot be created.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            _("Cannot create the folder {folder}: {reason}.").format(folder=folder, reason=error.strerror),
            _("Choose another place with -o."),
        ) from error


def clashing(found: Sequence[Sequence[Target]]) -> dict[str, list[int]]:
    """Paths that more than one input would be written to, with the places of those inputs in *found*."""
    wanted: dict[str, list[int]] = {}
    for at, own in enumerate(found):
        for target in own:
            if target.path != STDOUT:
                wanted.setdefault(str(Path(target.path)), []).append(at)
    return {path: places for path, places in wanted.items() if len(places) > 1}


def _file_in(folder: str, name: str, language: str, fmt: str, whole: bool) -> str:
    """The name of an edition: ``article.txt`` in Russian as HTML is ``article.ru.html``."""
    suffix = WRITERS[fmt].suffixes[0] if fmt in WRITERS else ""
    if not suffix:
        WRITERS.load(fmt)  # says which formats there are
    base = Path(name) if name not in {"-", ""} else Path("stdin")
    parent = Path(folder) if folder else base.parent
    return str(parent / f"{base.name if whole else base.stem}.{language}{suffix}")


def _format_of(output: str, formats: Sequence[str]) -> str:
    known = WRITERS.for_suffix(output)
    if known is None and len(formats) == 1:
        return formats[0]
    if known is None:
        raise UsageError(
            _("Cannot tell the format of {path} from its name.").format(path=output),
            _("Use one of {suffixes}, or name the format with --to-format.").format(
                suffixes=" ".join(WRITERS.suffixes())
            ),
        )
    return known


def check_free(found: Sequence[Target], sources: Sequence[str], overwrite: str | None) -> None:
    """Refuse what would overwrite a source or somebody's file, or could not be written.

    Raises:
        OutputError: a target is an input, or exists, was not made by this program as it stands, and *overwrite*
            (``never``, ``newer``, ``always`` or ``None``) does not allow it.
    """
    own = {str(Path(source).resolve()) for source in sources if source != STDOUT}
    for target in found:
        if target.path == STDOUT:
            continue
        path = Path(target.path)
        if str(path.resolve()) in own:
            raise OutputError(
                _("{path} is the text itself.").format(path=path), _("Choose another name with -o.")
            )
        if overwrite is None and path.exists() and not _is_ours(path):
            raise OutputError(
                _("{path} exists and was not written by this program, or was edited since.").format(
                    path=path
                ),
                _("Choose another name, or allow it with --overwrite."),
            )
        _refuse_unwritable(path)


def to_skip(source: str, found: Sequence[Target], overwrite: str | None) -> bool:
    """Whether *overwrite* says to leave the targets of *source* as they are."""
    files = [Path(target.path) for target in found if target.path != STDOUT]
    if overwrite not in {"never", "newer"} or not files or not all(path.exists() for path in files):
        return False
    if overwrite == "never" or not Path(source).exists():
        return True
    made = min(path.stat().st_mtime_ns for path in files)
    return Path(source).stat().st_mtime_ns <= made


def _refuse_unwritable(path: Path) -> None:
    """Fail before the translation, not after it, when the folder is missing or cannot be written."""
    if not path.parent.is_dir():
        raise OutputError(
            _("Cannot write {path}: the folder {folder} does not exist.").format(
                path=path, folder=path.parent
            ),
            _("Create the folder first, or choose another place with -o."),
        )
    if not os.access(path.parent, os.W_OK):
        raise OutputError(
            _("Cannot write {path}: the folder {folder} is read-only.").format(path=path, folder=path.parent),
            _("Choose another place with -o."),
        )


def deliver(edition: Edition, target: Target, options: WriteOptions) -> str:
    """Write *edition* to *target* and return what to tell the person (empty for standard output)."""
    if target.path == STDOUT:
        if WRITERS[target.format].binary and sys.stdout.isatty():
            raise UsageError(
                _("{format} cannot be shown on a terminal.").format(format=target.format),
                _("Name a file with -o."),
            )
        write_to(edition, sys.stdout.buffer, target.format, options)
        sys.stdout.buffer.flush()
        return ""
    path = Path(target.path)
    write(edition, path, target.format, options)
    remember(path)
    return target.path


def _record(path: Path) -> Path:
    return paths.data_dir() / "written" / hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:32]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_ours(path: Path) -> bool:
    try:
        return path.is_file() and _record(path).read_text(encoding="ascii") == _digest(path)
    except OSError:
        return False


def remember(path: Path) -> None:
    """Note what was written; where the data folder cannot be written, the next run asks for ``--overwrite``."""
    record = _record(path)
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        write_text(record, _digest(path))
    except (OSError, OutputError):
        return
