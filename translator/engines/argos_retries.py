"""What a model said wrong is asked again: what is visibly no translation, and what the output checks would flag.

The beam mostly holds a better translation than its first one, without the lost number or the phrase said twice; then
come other ways of searching; and for numbers, stand-ins that the model knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from translator import checks
from translator.document import Span
from translator.engines.argos_leg import Decoded, Leg, Settings
from translator.engines.argos_soundness import problem
from translator.engines.argos_stand_ins import stand_ins

_WIDE = Settings(beam=8, length_penalty=1.0)
_SEARCHES = (_WIDE, replace(_WIDE, no_repeat=4), replace(_WIDE, no_repeat=3, repetition_penalty=1.2))
"""Tried in order."""
_CHECKS = (checks.repeated, checks.wrong_script, checks.length, checks.wrong_numbers)
"""Those that another translation by the same model may pass."""
_NONE = ("empty", "copied", "loop")
"""What is no translation at all, and worse than any check that fails."""


def retried(leg: Leg, first: Mapping[str, Decoded]) -> tuple[dict[str, Decoded], dict[str, str]]:
    """Better translations for those of *first* (sentence → translation) that need one.

    Returns:
        The better translations, and what remains no translation: sentence → ``empty``, ``copied`` or ``loop``.
    """
    search = _Search(leg, first)
    for settings in _SEARCHES:
        search.ask({text: _calmed(text) for text in search.left}, settings, _as_loud)
    lost = [text for text in search.left if search.wrong[text] == "numbers"]
    standing = {text: one for text in lost if (one := stand_ins(text, leg.package.target))}
    search.ask(
        {text: one.text for text, one in standing.items()},
        _WIDE,
        lambda text, made: standing[text].put_back(made),
    )
    return search.best, {text: fault for text, fault in search.wrong.items() if fault in _NONE}


class _Search:
    """The best translations found so far of those sentences that came out wrong."""

    def __init__(self, leg: Leg, first: Mapping[str, Decoded]) -> None:
        self._leg = leg
        self.wrong = {text: fault for text, made in first.items() if (fault := self._fault(text, made.text))}
        """What is wrong with the best translation of each; "" where nothing is any more."""
        self.best = {text: first[text] for text in self.wrong}

    @property
    def left(self) -> list[str]:
        """The sentences that have no good translation yet."""
        return [text for text, fault in self.wrong.items() if fault]

    def ask(self, asked: Mapping[str, str], settings: Settings, finish: Callable[[str, str], str]) -> None:
        """Let the model translate what is *asked* (sentence → what to ask instead) and keep what is better.

        Args:
            finish: makes a translation of the sentence out of one of what was asked; (sentence, translation).
        """
        for text, several in zip(asked, self._leg.alternatives(list(asked.values()), settings), strict=True):
            for made in several:
                self._consider(text, replace(made, text=finish(text, made.text)))

    def _consider(self, text: str, made: Decoded) -> None:
        before = self.wrong.get(text, "")
        if not before:
            return
        now = self._fault(text, made.text)
        shorter = now == before == "loop" and len(made.text) < len(self.best[text].text)
        if not now or shorter or (before in _NONE and now not in _NONE):
            self.best[text] = made
            self.wrong[text] = now

    def _fault(self, text: str, made: str) -> str:
        """What is wrong with a translation: one of :data:`_NONE`, the code of a check, or "" for nothing."""
        source, target = self._leg.package.source, self._leg.package.target
        subject = checks.Subject((Span(text),), (Span(made),), source, target)
        flagged = (note.code for check in _CHECKS if (note := check(subject)))
        return problem(text, made, source, target) or next(flagged, "")


def _calmed(text: str) -> str:
    """A headline in capitals as a sentence: models copy or drop what is all capitals."""
    return text.capitalize() if text.isupper() and len(text.split()) > 1 else text


def _as_loud(text: str, made: str) -> str:
    """*made* in capitals again where *text* was calmed."""
    return made if _calmed(text) == text else made.upper()
