"""The exact place of a finding: from the line of its concept or term to the line and column of the words meant."""

from __future__ import annotations

from dataclasses import replace

from translator.glossary.lint.findings import Finding


def placed(findings: list[Finding], text: str) -> list[Finding]:
    """*findings* with the line and column where what they are about is written."""
    lines = text.splitlines()
    return [_placed(finding, lines) for finding in findings]


def _placed(finding: Finding, lines: list[str]) -> Finding:
    if not 0 < finding.line <= len(lines):
        return finding
    first = finding.line - 1
    for number in range(first, min(first + 60, len(lines))):
        line = lines[number]
        if number > first and line.lstrip().startswith("[["):
            break
        column = _column(line, finding)
        if column:
            return replace(finding, line=number + 1, column=column)
    line = lines[first]
    return replace(finding, column=len(line) - len(line.lstrip()) + 1)


def _column(line: str, finding: Finding) -> int:
    """Where on *line* the text of the finding begins, from 1; 0 when it is not there."""
    for needle in (
        finding.text,
        finding.text.replace('"', '\\"'),
        finding.concept if not finding.text else "",
    ):
        if needle and (at := line.find(needle)) >= 0:
            return at + 1
    return 0
