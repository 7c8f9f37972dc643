"""Glossaries: what they say (concepts), where they are (library), where they apply (matching), whether a translation
follows them (checking), and how it is made to (enforcement, with the word forms of ``inflection``).

Start reading at :mod:`translator.glossary.concepts`.
"""
