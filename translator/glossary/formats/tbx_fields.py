"""How TBX names what the model names, both ways."""

from __future__ import annotations

NOTE = "translator:"
"""What a note begins with that holds, as JSON, what TBX has no place for."""

STATUS = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
STATUS_READ = {
    "preferredterm-admn-sts": "preferred", "standardizedterm-admn-sts": "preferred",
    "admittedterm-admn-sts": "admitted", "deprecatedterm-admn-sts": "deprecated",
    "supersededterm-admn-sts": "deprecated", "preferred": "preferred", "admitted": "admitted",
    "deprecated": "deprecated", "superseded": "deprecated", "obsolete": "deprecated",
    "notrecommended": "deprecated", "forbidden": "forbidden",
}  # fmt: skip
TYPE = {
    "full": "fullForm",
    "acronym": "acronym",
    "abbreviation": "abbreviation",
    "short": "shortForm",
    "variant": "variant",
}
TYPE_READ = {
    **{tbx.casefold(): own for own, tbx in TYPE.items()},
    **{own: own for own in TYPE},
    "initialism": "acronym",
    "acronym/initialism": "acronym",
    "fullform": "full",
    "shortform": "short",
    "clipped term": "short",
}
POS = {"noun": "noun", "proper noun": "noun", "verb": "verb", "adjective": "adjective", "adverb": "adverb", "other": "other"}  # fmt: skip
POS_READ = {
    **{pos: pos for pos in POS},
    "propernoun": "proper noun",
    "proper-noun": "proper noun",
    "adj": "adjective",
    "adv": "adverb",
    "n": "noun",
    "v": "verb",
}
GENDER = {"m": "masculine", "f": "feminine", "n": "neuter", "c": "other"}
GENDER_READ = {"masculine": "m", "feminine": "f", "neuter": "n", "common": "c", "m": "m", "f": "f", "n": "n"}
NUMBER_READ = {"singular": "sg", "plural": "pl", "sg": "sg", "pl": "pl"}
