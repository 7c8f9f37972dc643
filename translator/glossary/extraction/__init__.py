"""Term candidates from texts: acronyms with their expansion, names, collocations. Strict, because a list nobody can
review is of no use; nothing enters a glossary unless a person accepts it.

Start with :func:`translator.glossary.extraction.candidates.extract`.
"""
