"""Sentences begin with a capital where their sources do."""

from __future__ import annotations

import pytest

from translator.casing import begun


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("An ally of Russia, Armenia refused.", "союзник России, Армения отказалась.", "Союзник России, Армения отказалась."),
        ("“The visit is over.”", "«визит завершён.»", "«Визит завершён.»"),
        ("• Read also", "• читайте также", "• Читайте также"),
        ("a summit of the heads", "саммит глав", "саммит глав"),
        ("Apple’s iPhone", "iPhone компании Apple", "iPhone компании Apple"),
        ("Five soldiers", "5 солдат", "5 солдат"),
        ("In Tbilisi", "თბილისში", "თბილისში"),
        ("Word", "", ""),
    ],
)  # fmt: skip
def test_a_translation_begins_as_its_source_does(source: str, translation: str, expected: str) -> None:
    assert begun(source, translation) == expected
