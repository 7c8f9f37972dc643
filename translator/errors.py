"""What can go wrong, as one small tree; every leaf is an exit code of the program.

::

    TranslatorError            a message, a hint, an exit code
    ├── UsageError             2    options that do not fit together
    ├── InputError             3    a source that is unreadable, unsupported or empty
    │   └── LanguageUnknown    3    the language could not be told with enough confidence
    ├── ModelMissing           4    no installed route for the pair
    ├── ModelError             4    a package that does not work
    │   └── DeliveryError      3    a package or index that cannot be fetched, is refused, or cannot be kept
    ├── GlossaryError          5    a glossary that does not say what it means
    ├── OutputError            3    a target that cannot be written
    └── FeatureMissing         2    an optional part or system program is not installed

Library code raises these; only ``translator.cli`` turns them into a line on stderr and an exit status.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The program's exit status."""

    DONE = 0
    FLAGGED = 1
    USAGE = 2
    INPUT = 3
    MODEL = 4
    GLOSSARY = 5
    INTERRUPTED = 130


class TranslatorError(Exception):
    """Base of everything this program raises on purpose.

    ``message`` says what happened and why, as a whole sentence; ``hint`` says what to type next.
    """

    exit_code = ExitCode.INPUT

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(TranslatorError):
    """Options that do not fit together, or a value that makes no sense."""

    exit_code = ExitCode.USAGE


class InputError(TranslatorError):
    """A source that cannot be read: missing, unsupported, damaged or empty."""


class LanguageUnknown(InputError):
    """The source language could not be told with enough confidence."""


class OutputError(TranslatorError):
    """A target that cannot be written."""


class ModelError(TranslatorError):
    """A package that does not work."""

    exit_code = ExitCode.MODEL


class DeliveryError(ModelError):
    """A package or index that does not arrive: the network, the disk, or a sum that is not the right one.

    That is trouble with input and output, and ends with their status: whether there is a model is another question.
    """

    exit_code = ExitCode.INPUT


class ModelMissing(ModelError):
    """No installed package or route for the language pair."""


class GlossaryError(TranslatorError):
    """A glossary that cannot be read; the message names the file and, where known, the line."""

    exit_code = ExitCode.GLOSSARY


class FeatureMissing(TranslatorError):
    """An optional part or a system program is not installed; the hint says how to install it."""

    exit_code = ExitCode.USAGE
