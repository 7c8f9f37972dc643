"""Findings as text, JSON, SARIF 2.1.0 (code scanning) and annotations of GitHub's workflow log."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any

from translator.glossary.lint.findings import CODES, Finding
from translator.i18n import _

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def text(findings: Sequence[Finding]) -> str:
    """One line per finding: ``file:line:column: code message``."""
    return "\n".join(f"{_place(f)}: {f.code} {f.message}" for f in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects."""
    return json.dumps([_record(f) for f in findings], ensure_ascii=False, indent=2)


def github(findings: Sequence[Finding]) -> str:
    """``::error file=…,line=…,col=…,title=…::message`` lines."""
    return "\n".join(
        f"::{_LEVELS[f.severity]} file={_property(f.path)},line={f.line or 1},col={f.column or 1},title={f.code}::{_data(f.message)}"
        for f in findings
    )


def sarif(findings: Sequence[Finding]) -> str:
    """A SARIF log with one run."""
    used = sorted({f.code for f in findings})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": _(CODES[code].about)},
            "defaultConfiguration": {"level": CODES[code].severity},
        }
        for code in used
    ]
    driver = {"name": "translator glossary lint", "rules": rules}
    results = [_result(f, used.index(f.code)) for f in findings]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": text,
    "json": as_json,
    "sarif": sarif,
    "github": github,
}
"""Name of an output → what makes it."""


def _place(finding: Finding) -> str:
    parts = [finding.path, str(finding.line or ""), str(finding.column or "")]
    return ":".join(part for part in parts if part)


def _record(finding: Finding) -> dict[str, Any]:
    keys = ("code", "severity", "message", "path", "line", "column", "concept", "language", "text")
    return {key: getattr(finding, key) for key in keys}


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    region = {"startLine": finding.line or 1, "startColumn": finding.column or 1}
    artifact = {"uri": PurePath(finding.path).as_posix()}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"finding/v1": finding.fingerprint},
    }


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
