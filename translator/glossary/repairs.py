"""What a language wants changed around a term that was put in: prepositions, contractions, elisions.

Every repair is a list of rules on the text just before the term; what follows the term is left alone. Sources: the
usual school rules (о/об before vowels, со before с/з/ш + consonant, de + le = du, di + il = del …).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator.languages import primary

_VOWELS = "аэиоуыАЭИОУЫ"
_CLUSTER = r"(?:[сзшжщСЗШЖЩ][бвгджзклмнпрстфхцчшщ]|[Щщ]|[Мм]н)"


@dataclass(frozen=True, slots=True)
class _Rule:
    """If *before* stands directly before the term and *term* fits its beginning, *before* becomes *new*; with
    *eat*, the matched beginning of the term disappears into it."""

    before: str
    term: str
    new: str
    eat: bool = False


_RULES: dict[str, tuple[_Rule, ...]] = {
    "ru": (
        _Rule(r"([оО]) ", rf"[{_VOWELS}]", r"\1б "),
        _Rule(r"([оО])б ", rf"[^{_VOWELS}]", r"\1 "),
        _Rule(r"([сС]) ", _CLUSTER, r"\1о "),
        _Rule(r"([сС])о ", rf"(?!{_CLUSTER})", r"\1 "),
        _Rule(r"([вВ]) ", r"[вфВФ][бвгджзклмнпрстфхцчшщ]", r"\1о "),
        _Rule(r"([вВ])о ", r"(?![вфВФ][бвгджзклмнпрстфхцчшщ]|[мМ]н|[лЛ]ьв|[дД]вор)", r"\1 "),
    ),
    "fr": (
        _Rule(r"([Dd])e ", r"le ", r"\1u ", eat=True),
        _Rule(r"([Dd])e ", r"les ", r"\1es ", eat=True),
        _Rule(r"([Àà]) ", r"le ", r"au ", eat=True),
        _Rule(r"([Àà]) ", r"les ", r"aux ", eat=True),
        _Rule(r"\b([DdLlJjNnSsMmTtCc]|[Qq]u)[ea] ", r"[aeiouyéèêàâîôûœhAEIOUYÉÈÊÀÂÎÔÛŒH]", r"\1’"),
        _Rule(r"\b([DdLl])[’']", r"[^aeiouyéèêàâîôûœhAEIOUYÉÈÊÀÂÎÔÛŒH]", r"\1e "),
    ),
    "es": (
        _Rule(r"([Dd])e ", r"el ", r"\1el ", eat=True),
        _Rule(r"\b([Aa]) ", r"el ", r"\1l ", eat=True),
        _Rule(r"\b([Yy]) ", r"(?:[iI]|[hH]i)(?![aeAE])", r"e "),
        _Rule(r"\b([Oo]) ", r"[oO]|[hH]o", r"u "),
    ),
    "it": (
        *(
            _Rule(rf"\b{one} ", f"{article} ", f"{new} ", eat=True)
            for one, base in (("[Dd]i", "de"), ("[Aa]", "a"), ("[Dd]a", "da"), ("[Ii]n", "ne"), ("[Ss]u", "su"))
            for article, new in (
                ("il", f"{base}l"), ("lo", f"{base}llo"), ("la", f"{base}lla"), ("i", f"{base}i"),
                ("gli", f"{base}gli"), ("le", f"{base}lle"),
            )
        ),
        _Rule(r"\b([Ll])[oa] ", r"[aeiouAEIOU]", r"\1’"),
    ),
    "pt": (
        *(
            _Rule(rf"\b{one} ", rf"{article} ", f"{base}{article} ", eat=True)
            for one, base in (("[Dd]e", "d"), ("[Ee]m", "n"), ("[Pp]or", "pel"))
            for article in ("o", "a", "os", "as")
        ),
        _Rule(r"\b[Aa] ", r"a ", r"à ", eat=True),
        _Rule(r"\b[Aa] ", r"o ", r"ao ", eat=True),
    ),
    "de": (
        _Rule(r"\b([Ii])n dem ", r"", r"\1m "),
        _Rule(r"\b([Zz])u dem ", r"", r"\1um "),
        _Rule(r"\b([Zz])u der ", r"", r"\1ur "),
        _Rule(r"\b([Vv])on dem ", r"", r"\1om "),
    ),
    "cs": (
        _Rule(r"\b([VvSsZzKk]) ", r"(?:[vfszšžkVFSZŠŽK][bcčdďfghjklmnňpqrřsštťvwxzž])", r"\1e "),
        _Rule(r"\b([VvSsZzKk])e ", r"[aeiouyáéíóúůý]", r"\1 "),
    ),
    "pl": (
        _Rule(r"\b([Ww]) ", r"[wfWF][bcdfghjklłmnprstwzż]", r"\1e "),
        _Rule(r"\b([Zz]) ", r"[zsżźZSŻŹ][bcdfghjklłmnprstwzż]", r"\1e "),
    ),
}  # fmt: skip


def put(text: str, start: int, end: int, form: str, language: str) -> tuple[str, int, int]:
    """*text* with *form* in place of ``text[start:end]``, its left side repaired; and where the form now stands."""
    before, after = text[:start], text[end:]
    for rule in _RULES.get(primary(language), ()):
        found = re.search(
            rf"(?<!\w){rule.before}$" if not rule.before.startswith(r"\b") else f"{rule.before}$", before
        )
        begins = re.match(rule.term, form)
        if found and begins:
            before = before[: found.start()] + _same_case(found[0], found.expand(rule.new))
            form = form[begins.end() :] if rule.eat else form
            break
    return before + form + after, len(before), len(before) + len(form)


def _same_case(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new
