"""Trying a package out before it is trusted: its tokenizer opens, its model loads, one sentence translates.

The trial runs in a process of its own, because a damaged model can take the process that loads it along.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from translator import languages
from translator.errors import ModelError
from translator.i18n import _
from translator.models.package import Package, read_package
from translator.models.tokenizers import open_tokenizer

_SECONDS = 300
_FORMAT = 6
"""The file format CTranslate2 4 writes; it reads the older ones, too."""
_CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[2]); from translator.models import trial; trial.main()"


def try_out(package: Package) -> None:
    """Translate something with *package*.

    Raises:
        ModelError: the tokenizer or the model does not open, or nothing comes out of it.
    """
    command = [sys.executable, "-c", _CHILD, str(package.path), json.dumps(sys.path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise _unsound(package, _("its model did not answer within five minutes")) from None
    if done.returncode:
        raise _unsound(package, _("its model crashed when it was tried out"))
    said = json.loads(done.stdout)
    if said:
        raise ModelError(said["message"], said["hint"])


def main() -> None:
    """The child's part: prints an error as JSON, or ``{}``."""
    said = {}
    try:
        _translate_something(read_package(Path(sys.argv[1])))
    except ModelError as error:
        said = {"message": error.message, "hint": error.hint}
    print(json.dumps(said))


def cannot_load(package: Package, error: Exception, remedy: str = "") -> ModelError:
    """What CTranslate2 says about a model it does not load, in words of use; *remedy* is for a damaged one."""
    lines = str(error).splitlines() or [type(error).__name__]
    if "version" in lines[0] and "supports" in lines[0]:
        return ModelError(
            _("The model of {package} was made for another version of CTranslate2: {reason}").format(
                package=package.label, reason=lines[0]
            ),
            _("Upgrade this program and CTranslate2, or install another version of the package."),
        )
    reason = lines[0].rstrip(".")
    if 0 < (old := _format(package)) < _FORMAT:
        return ModelError(
            _("The model of {package} is in format {old} of CTranslate2 (now: {new}): {reason}.").format(
                package=package.label, old=old, new=_FORMAT, reason=reason
            ),
            _("Install a newer version of the package, or convert its model again."),
        )
    return ModelError(
        _("The model of {package} cannot be loaded: {reason}.").format(package=package.label, reason=reason),
        remedy
        or _("Install the package again: `{command}`.").format(
            command=f"translator models install --force {package.from_code} {package.to_code}"
        ),
    )


def _format(package: Package) -> int:
    """The version of CTranslate2's file format the model says it is in; 0 when it cannot be read."""
    try:
        with (package.model / "model.bin").open("rb") as file:
            return int.from_bytes(file.read(4), "little")
    except OSError:
        return 0


def _translate_something(package: Package) -> None:
    import ctranslate2

    elsewhere = _("Fetch it again or from another place; nothing was changed.")
    try:
        tokenizer = open_tokenizer(package)
    except ModelError as error:
        raise ModelError(error.message, elsewhere) from error
    try:
        model: Any = ctranslate2.Translator(str(package.model), inter_threads=1, intra_threads=1)
        texts = ["Hello, world.", languages.endonym(package.source), "1, 2, 3."]
        batch = [pieces for text in texts if (pieces := tokenizer.encode(text))]
        prefix = [[package.target_prefix]] * len(batch) if package.target_prefix else None
        results = model.translate_batch(batch, target_prefix=prefix, beam_size=1, max_decoding_length=64)
        made = [tokenizer.decode(result.hypotheses[0]) for result in results]
    except (RuntimeError, ValueError, IndexError) as error:
        raise cannot_load(package, error, elsewhere) from error
    if not any(made):
        raise _unsound(package, _("its model translates into nothing"))


def _unsound(package: Package, reason: str) -> ModelError:
    return ModelError(
        _("{package} is not usable: {reason}.").format(package=package.label, reason=reason),
        _("Try another version or mirror of the package; nothing was changed."),
    )
