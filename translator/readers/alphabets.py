"""The letters beyond ASCII that languages use, most frequent first, and the 8-bit encodings that carry them.

A byte over 127 is a letter in one encoding and rubbish in another. Which one a text was written in shows by how
well its letters fit an alphabet; :mod:`translator.readers.decoding` does the counting.
"""

from __future__ import annotations

CYRILLIC = {
    "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "uk": "оаинвіетрслкдумпязьбгйчхцжюїєшщфґ",
    "be": "аніыроеятслкдпмуьзбўгчёйхжцюшэф",
    "bg": "аоиетнрсвлкдпмзгъубчщяцжйшхюфь",
    "sr": "аоиенрстјувкдмплзбгцчшћжљњхђфџ",
    "mk": "аоиентрсвдклпмујзгбшчцжхњќфѓљџѕ",
}
LATIN_WEST = {
    "fr": "éèàêçôîûùâœëïüæÿ",
    "de": "üäößé",
    "es": "óíáñéúü¿¡",
    "pt": "ãçáéóíêõâúàôü",
    "it": "èàùòéì",
    "nl": "ëéïöüèê",
    "sv": "äåöé",
    "da": "øåæé",
    "is": "íáðéþóöúæý",
    "fi": "äöå",
    "et": "äõüöšž",
}
LATIN_CENTRAL = {
    "ro": "ăîşţâ",
    "pl": "łąężśóćńź",
    "cs": "íáěéýčřžšůúťňóďö",
    "sk": "áíýčéžšľťúňôäďóŕĺ",
    "hu": "áéöóőüíúű",
    "hr": "čžšćđ",
    "sl": "čžš",
    "sq": "ëç",
}
TURKISH = {"tr": "ıüşğçöâîû", "az": "əıüşğçö"}
BALTIC = {"lt": "ėšųžūįčąę", "lv": "āīēšūņļžģķč", "et": "äõüöšž"}
GREEK = {"el": "αοιτεσνηυρπκμλςάίόέύγήδθωχφώβξζψϊϋΐΰ"}
HEBREW = {"he": "ויהלאתרמבשנםעדקפחגטכזסצןךףץ"}
ARABIC = {"ar": "اليمنوترةبسعدفقكحهجشصضطخزثذظىغأإئءآؤ"}

ENCODINGS: dict[str, dict[str, str]] = {
    # In order of likelihood: the first of two that read a text alike is taken.
    "cp1251": CYRILLIC,
    "cp1252": LATIN_WEST,
    "koi8-r": {k: v for k, v in CYRILLIC.items() if k in {"ru", "bg"}},
    "koi8-u": {k: v for k, v in CYRILLIC.items() if k in {"uk", "be"}},
    "cp866": {k: v for k, v in CYRILLIC.items() if k in {"ru", "bg", "be", "uk"}},
    "iso8859-5": CYRILLIC,
    "mac-cyrillic": CYRILLIC,
    "cp1250": LATIN_CENTRAL,
    "iso8859-2": LATIN_CENTRAL,
    "iso8859-16": {**LATIN_CENTRAL, "ro": "ăîșțâ"},
    "iso8859-15": LATIN_WEST,
    "mac-roman": LATIN_WEST,
    "cp1254": TURKISH,
    "cp1257": BALTIC,
    "cp1253": GREEK,
    "iso8859-7": GREEK,
    "cp1255": HEBREW,
    "cp1256": ARABIC,
}
PUNCTUATION = "«»„“”‘’‚–—…•·№§©®°€£™½¼¾±²³×µ\u00a0†‰′″‹›"
