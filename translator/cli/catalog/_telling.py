"""What ``catalog translate`` says of a file, for people and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translator.cli import _console
from translator.cli.catalog._files import Found
from translator.i18n import _, ngettext

if TYPE_CHECKING:
    from translator.localisation.filling import Doubt, Filled

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    found: Found
    filled: Filled
    remarks: list[str]
    wrote: bool

    def say(self) -> None:
        """Tell it on the error stream."""
        filled, name = self.filled, self.found.asked.name
        said = ngettext("{name}: {n} entry filled", "{name}: {n} entries filled", filled.filled)
        parts = [said.format(name=name, n=filled.filled)]
        if filled.reused:
            again = ngettext("{n} from an equal message", "{n} from equal messages", filled.reused)
            parts.append(again.format(n=filled.reused))
        if filled.left:
            parts.append(
                ngettext("{n} left empty", "{n} left empty", len(filled.left)).format(n=len(filled.left))
            )
        _console.say(", ".join(parts) + ".")
        for remark in self.remarks:
            _console.warn(f"{name}: {remark}")
        _say_doubts(_("Left empty:"), filled.left)
        _say_doubts(_("To look at:"), filled.noted)
        if self.wrote:
            _console.say(_("Wrote {path}").format(path=self.found.output))

    def as_json(self) -> dict[str, Any]:
        """Tell it to programs."""
        return {
            "file": self.found.asked.name,
            "output": str(self.found.output),
            "written": self.wrote,
            "filled": self.filled.filled,
            "reused": self.filled.reused,
            "left": [{"key": doubt.entry.key, "reason": doubt.reason} for doubt in self.filled.left],
            "noted": [{"key": doubt.entry.key, "reason": doubt.reason} for doubt in self.filled.noted],
        }


def say_would(found: Found, count: int) -> dict[str, Any]:
    """Tell what a dry run found to do; the same as JSON."""
    name = found.asked.name
    said = ngettext(
        "{name}: {n} entry to fill, into {path}", "{name}: {n} entries to fill, into {path}", count
    )
    _console.say(said.format(name=name, n=count, path=found.output))
    return {"file": name, "output": str(found.output), "to_fill": count, "left": []}


def _say_doubts(title: str, doubts: list[Doubt]) -> None:
    if not doubts:
        return
    _console.say("  " + title)
    for doubt in doubts[:SHOWN]:
        _console.say(f"  · {doubt.entry.key}: {doubt.reason}")
    if len(doubts) > SHOWN:
        rest = len(doubts) - SHOWN
        _console.say("  " + ngettext("… and {n} more.", "… and {n} more.", rest).format(n=rest))
