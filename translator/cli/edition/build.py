"""``translator edition build``: a book of many articles; only what changed is done again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from translator.cli import _console, _options
from translator.document import Document, Edition
from translator.errors import ExitCode, UsageError
from translator.i18n import _, ngettext, ui_language
from translator.writers import LAYOUTS, Layout, WriteOptions

if TYPE_CHECKING:
    from translator.books.editions import Made
    from translator.books.plan import Plan


@click.command(
    "build",
    help=_("Make a book, a PDF or a site of many articles; what did not change since the last time is left alone.")
    + "\n\n"
    + _("The editions of the articles are kept beside the book, in a folder named after it; corrections in them stay.")
    + "\n\n"
    + _("""\b
Examples:
  translator edition build book.toml -o book.epub -o book.pdf
  translator edition build book.toml -o site/ --ui-lang ru"""),
)  # fmt: skip
@click.argument("book", default="book.toml", metavar="[BOOK.toml]")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="PATH",
    help=_("book.epub, book.pdf or a folder for a site; may be repeated."),
)
@click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
    default="side-by-side",
    help=_("How source and translation stand together."),
)
@click.option("--engine", default="argos", show_default=True, metavar="NAME", help=_("What translates."))
@click.option("--memory", metavar="PATH|none", help=_("The memory to use; the usual one when not given."))
@click.option("--fresh", is_flag=True, help=_("Translate every article again."))
@click.option("--overwrite", is_flag=True, help=_("Overwrite files this program did not make."))
@click.option("--strict", is_flag=True, help=_("Exit with status 1 when sentences were flagged."))
@_options.json_option()
@_options.quiet_option()
def command(**given: Any) -> int:
    from translator.books import outputs
    from translator.books.plan import read_plan

    plan = read_plan(given["book"])
    wanted: tuple[str, ...] = given["outputs"]
    if not wanted:
        raise UsageError(_("Say what to make."), _("For instance: -o book.epub -o book.pdf -o site/"))
    outputs.check(wanted, plan, overwrite=given["overwrite"])
    made = _made(plan, given)
    layout: Layout = given["layout"]
    options = WriteOptions(layout=layout, ui_language=ui_language())
    results = []
    for output in wanted:
        written = outputs.produce(plan, made, output, options)
        results.append({"path": output, "written": written})
        _console.say((_("Wrote {path}") if written else _("{path} is up to date.")).format(path=output))
    if given["as_json"]:
        _console.emit_json(
            {
                "articles": len(made.names),
                "translated": made.translated,
                "flagged": made.flagged,
                "outputs": results,
            }
        )
    return int(ExitCode.FLAGGED if given["strict"] and made.flagged else ExitCode.DONE)


def _made(plan: Plan, given: dict[str, Any]) -> Made:
    """The editions of the articles, translated where needed."""
    from translator import terminology
    from translator.books import editions
    from translator.engines import EngineOptions
    from translator.memory.opening import open_store
    from translator.pipeline import Job, translate_documents
    from translator.translating import Engines

    glossary = terminology.load(plan.glossaries)
    job = Job(plan.target, plan.source, given["engine"], EngineOptions(), glossary)
    said = [plan.source, plan.target, given["engine"], glossary.hash if glossary else ""]
    wish = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    store = open_store("none" if given["engine"] == "pseudo" else given["memory"], _console.warn)
    try:
        with (
            Engines(job.engine, job.target, job.options, store, given["fresh"], _console.warn) as engines,
            _console.progress(_("Translating")) as bar,
        ):

            def translate(documents: Sequence[Document]) -> list[Edition]:
                return translate_documents(documents, job, engines)

            made = editions.make(plan, wish, translate, bar, fresh=given["fresh"])
            remarks = engines.remarks() if made.translated else []
    finally:
        if store:
            store.close()
    for remark in remarks:
        _console.warn(remark)
    _tell(made)
    return made


def _tell(made: Made) -> None:
    count = len(made.names)
    articles = ngettext("{n} article", "{n} articles", count).format(n=count)
    done = ngettext("{n} translated", "{n} translated", made.translated).format(n=made.translated)
    flagged = ngettext("{n} sentence to check", "{n} sentences to check", made.flagged).format(n=made.flagged)
    _console.say(f"{articles}, {done}, {flagged}.")
