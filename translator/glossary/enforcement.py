"""Make a translation follow the glossary, in the right word form, without spoiling the rest of the sentence.

A cascade. The plain translation is checked; only for terms that are missing,

1. S: their place is found and filled with the form that fits (:mod:`~translator.glossary.splicing`);
2. P and I: where there is no safe place, the sentence is translated again with a proxy noun, or with an unchanging
   term itself, in the source (:mod:`~translator.glossary.proxying`), and S completes the result;
3. what still cannot be done safely stays as the model had it, with a reason;
4. over the whole document, one concept gets one rendering, and on request an acronym's first mention its full form
   (:mod:`~translator.glossary.coherence`).

All sentences of a document go through each step together, so that the engine works on large batches; nothing at all
is done where nothing is missing.

Reason codes of terms that are not there: ``no-span`` (the model left it out or it cannot be found), ``span-too-wide``,
``overlap`` (another term stands there), ``form-uncertain``, ``changed-rest`` (the sentence would no longer hold
together), ``ambiguous`` (the source may mean something else).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from translator.glossary.calibration import remembered
from translator.glossary.checking import check
from translator.glossary.coherence import full_first_mentions, one_rendering
from translator.glossary.filling import splice
from translator.glossary.outcome import Enforced, Item, Rules, State, outcome
from translator.glossary.proxying import Proxy
from translator.glossary.retranslating import retranslate
from translator.glossary.scoring import Remembering, Translator
from translator.glossary.wanting import wants

__all__ = ["Enforced", "Item", "Rules", "enforce"]

Progress = Callable[[int, int], None]


def enforce(
    items: Sequence[Item],
    engine: Translator,
    language: str,
    rules: Rules | None = None,
    *,
    proxies: Sequence[Proxy] | None = None,
    progress: Progress | None = None,
) -> list[Enforced]:
    """Enforce the glossary on all *items* of a document; *language* is the target's.

    *proxies* are the nouns of method P; without them those a calibration of the engine's package kept, else the
    pair's whole bank. The engine is not touched when no term is missing. *progress* is told (done, total) in sentences
    with missing terms.
    """
    rules = rules or Rules()
    states = [State(item, item.target, check(item.matches, item.target, language)) for item in items]
    todo = [at for at, state in enumerate(states) if wants(state)]
    remembering = Remembering(engine)
    if todo:
        tell = progress or _ignore
        tell(0, len(todo))
        work = [states[at] for at in todo]
        if rules.splice:
            work = splice(work, [wants(state) for state in work], remembering, language, rules)
        tell(len(todo) // 2, len(todo))
        if rules.proxy or rules.inline:
            nouns = remembered(engine.signature, engine.source, language) if proxies is None else proxies
            work = _second_try(work, remembering, language, rules, nouns)
        for at, state in zip(todo, work, strict=True):
            states[at] = state
        tell(len(todo), len(todo))
    if rules.splice and rules.consistent:
        states = _by_document(states, lambda own: one_rendering(own, remembering, language, rules))
    if rules.first_mention == "full":
        states = _by_document(states, lambda own: full_first_mentions(own, remembering, language, rules))
    return [outcome(state) for state in states]


def _by_document(states: list[State], step: Callable[[list[State]], list[State]]) -> list[State]:
    """*step* done for the sentences of each document on their own; the order stays."""
    out = list(states)
    for document in dict.fromkeys(state.item.document for state in states):
        own = [at for at, state in enumerate(states) if state.item.document == document]
        for at, state in zip(own, step([states[at] for at in own]), strict=True):
            out[at] = state
    return out


def _second_try(
    states: list[State], engine: Translator, language: str, rules: Rules, proxies: Sequence[Proxy]
) -> list[State]:
    """Methods P and I on sentences that still miss terms; their results take over where they render more."""
    waiting = [at for at, state in enumerate(states) if state.open]
    tried = retranslate([states[at] for at in waiting], engine, language, rules, proxies)
    fresh = [(at, state) for at, state in zip(waiting, tried, strict=True) if state is not states[at]]
    if rules.splice:
        again = [state for _at, state in fresh]
        completed = splice(again, [wants(state) for state in again], engine, language, rules)
        fresh = [(at, state) for (at, _old), state in zip(fresh, completed, strict=True)]
    out = list(states)
    for at, state in fresh:
        if len(state.open) < len(out[at].open):
            out[at] = state
    return out


def _ignore(done: int, total: int) -> None:
    """No progress is shown."""
