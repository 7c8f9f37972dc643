"""The command line: one file per command, imported when asked for; one place that turns errors into exit codes.

A command module has ``command``, a click command. It parses, calls the library, shows the result and returns; it
never catches what it cannot mend, because :func:`main` does that for all of them.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Sequence

# The catalogs are bound before Click and the commands define any message; ``--ui-lang`` must be known by then.
from translator import __version__, i18n


def _asked_language(arguments: Sequence[str]) -> str | None:
    """The value of ``--ui-lang``, looked up before Click parses, because help texts are built while importing."""
    for at, argument in enumerate(arguments):
        if argument == "--":
            return None
        if argument == "--ui-lang" and at + 1 < len(arguments):
            return arguments[at + 1]
        if argument.startswith("--ui-lang="):
            return argument.partition("=")[2]
    return os.environ.get("TRANSLATOR_UI_LANG")


i18n.bind(_asked_language(sys.argv[1:]))

import click  # noqa: E402

from translator.cli import _console  # noqa: E402
from translator.cli._lazy import LazyGroup  # noqa: E402
from translator.errors import ExitCode, TranslatorError  # noqa: E402
from translator.i18n import N_, _  # noqa: E402

COMMANDS = {
    "translate": ("translator.cli.translate", N_("Translate articles into bilingual editions.")),
    "detect": ("translator.cli.detect", N_("Tell which language a text is written in.")),
    "languages": ("translator.cli.languages", N_("List the languages and what can be translated now.")),
    "render": ("translator.cli.render", N_("Write an edition again in other formats and layouts.")),
    "edition": ("translator.cli.edition", N_("Make books and sites of many articles.")),
    "models": ("translator.cli.models", N_("Find, install, check and carry Argos packages.")),
    "glossary": ("translator.cli.glossary", N_("Keep terminology: show, check, convert, compare.")),
    "work": ("translator.cli.work", N_("Stay and translate what comes in, for editors and scripts.")),
    "memory": ("translator.cli.memory", N_("Keep what was translated and corrected before.")),
    "catalog": ("translator.cli.catalog", N_("Translate the catalogs of programs and subtitles.")),
    "config": ("translator.cli.config", N_("Show the settings and where each value comes from.")),
}
"""Name → (module with ``command``, one line for the list). Shown in this order."""


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": "TRANSLATOR",
        "max_content_width": 100,
    },
    help=_("Translate articles offline, with your terminology, into bilingual editions."),
    epilog=_(
        "Exit status: 0 done, 1 done but segments were flagged (with --strict), 2 usage, 3 input or output, "
        "4 no model, 5 glossary, 130 interrupted."
    ),
    no_args_is_help=True,
)
@click.version_option(__version__, prog_name="translator", message="%(prog)s %(version)s")
@click.option(
    "--ui-lang", metavar="LANG", help=_("Language of messages and of the words in editions."), is_eager=True
)
@click.option("--debug", is_flag=True, help=_("Show a traceback when something fails."))
@click.pass_context
def cli(ctx: click.Context, ui_lang: str | None, debug: bool) -> None:  # noqa: ARG001
    from translator import settings

    ctx.default_map = dict(settings.load().default_map())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit status."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(arguments))


def run(arguments: list[str]) -> int:  # noqa: PLR0911 - one line per way to end
    """Run the program with *arguments* and return the exit status; the one place that catches errors."""
    _console.be_quiet(False)
    debug = "--debug" in arguments
    # --debug is welcome anywhere on the line, not only before the command.
    arguments = [a for a in arguments if a != "--debug"]
    try:
        result = cli.main(arguments, prog_name="translator", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return int(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        _console.say(_("Interrupted."))
        return int(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        return _quiet_pipe()
    except SystemExit:
        # Only Click does this here, when a pipe breaks; its exit status 1 would mean that sentences were flagged.
        return _quiet_pipe()
    except TranslatorError as error:
        if debug:
            raise
        _console.fail(error.message, error.hint)
        return int(error.exit_code)
    except OSError as error:
        if debug:
            raise
        return _refused(error)
    except RecursionError:
        if debug:
            raise
        _console.fail(_("The input is nested too deeply to be read."), "")
        return int(ExitCode.INPUT)
    return result if isinstance(result, int) else int(ExitCode.DONE)


def _refused(error: OSError) -> int:
    """The system did not let us read or write: a full disk, a closed output."""
    reason = error.strerror or str(error)
    what = f"{error.filename}: {reason}" if error.filename else reason
    hint = _("Make room, or send the output to another disk.") if error.errno == errno.ENOSPC else ""
    _console.fail(_("The system refused: {reason}.").format(reason=what), hint)
    try:
        sys.stdout.flush()
    except OSError:
        _drop_output()
    return int(ExitCode.INPUT)


def _quiet_pipe() -> int:
    """The reader of our output went away (``| head``): end quietly, as programs in a pipe do."""
    _drop_output()
    return 128 + signal.SIGPIPE


def _drop_output() -> None:
    """Let what is still buffered go nowhere, or Python would try to write it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
