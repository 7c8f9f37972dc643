"""A file of findings that are accepted for now: new ones are reported, these are not.

JSON with a fingerprint per finding (code, concept, language, text); line numbers play no part, so the file stays
valid while the glossary grows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from translator import files
from translator.errors import InputError
from translator.glossary.lint.findings import Finding
from translator.i18n import _

_VERSION = 1


def write(path: Path, findings: Sequence[Finding]) -> None:
    """Accept *findings*."""
    counted = Counter(finding.fingerprint for finding in findings)
    tree = {"version": _VERSION, "accepted": dict(sorted(counted.items()))}
    files.write_text(path, json.dumps(tree, ensure_ascii=False, indent=1) + "\n")


def without_accepted(findings: Sequence[Finding], path: Path) -> list[Finding]:
    """The findings that the baseline *path* does not hold; each accepted one counts once.

    Raises:
        InputError: the baseline cannot be read.
    """
    try:
        left = Counter({str(k): int(v) for k, v in json.loads(path.read_text("utf-8"))["accepted"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            _("Cannot read the baseline {path}: {reason}.").format(path=path, reason=error),
            _("Write it anew with --write-baseline."),
        ) from error
    kept = []
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            kept.append(finding)
    return kept
