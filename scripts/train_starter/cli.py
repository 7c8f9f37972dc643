"""The commands, in the order of the work; all share one working folder.

python scripts/train_starter corpus DATA --work W --exclude FILE…
python scripts/train_starter tokenizer --work W
python scripts/train_starter train --work W --minutes 120
python scripts/train_starter export --work W --version 1.0 --out PACKAGES
python scripts/train_starter evaluate PACKAGE --source en.txt --reference ru.txt
python scripts/train_starter --smoke OUT
"""

from __future__ import annotations

import argparse
from pathlib import Path


def corpus_command(options: argparse.Namespace) -> None:
    """Write train.tsv and held.tsv."""
    from . import corpus

    made = corpus.build(options.data, options.exclude, options.seed)
    options.work.mkdir(parents=True, exist_ok=True)
    corpus.write(made.rows, options.work / "train.tsv", options.reverse)
    corpus.write(made.held, options.work / "held.tsv", options.reverse)
    left_out = ", ".join(f"{why} {count}" for why, count in made.dropped.most_common())
    per_epoch = sum(row.weight for row in made.rows)
    print(
        f"{len(made.rows)} pairs ({per_epoch:.0f} per epoch), {len(made.held)} held back; left out: {left_out}"
    )


def tokenizer_command(options: argparse.Namespace) -> None:
    """Write sentencepiece.model (trained, extended or copied) and the tokenised train.npz and held.npz."""
    from . import corpus, tokenizer

    model = options.work / "sentencepiece.model"
    sentences = (s for _, *pair in corpus.read(options.work / "train.tsv") for s in pair)
    if options.keep:
        model.write_bytes(options.keep.read_bytes())
    elif options.extend:
        print(f"{tokenizer.extend(options.extend, sentences, model)} characters added")
    else:
        tokenizer.train(sentences, model, options.size)
    for name in ("train", "held"):
        kept, lost = tokenizer.encode(options.work / f"{name}.tsv", model, options.work / f"{name}.npz")
        print(f"{name}: {kept} pairs, {lost} left out for characters the vocabulary lacks")


def train_command(options: argparse.Namespace) -> None:
    """Write last.pt, again and again."""
    from . import checkpoints, tokenizer, training, warm_start
    from .model import Shape

    folder = training.Folder(options.work)
    start = None
    shape = Shape(
        tokenizer.size(options.work / "sentencepiece.model"),
        encoder_layers=options.encoder_layers,
        decoder_layers=options.decoder_layers,
        width=options.width,
        inner=4 * options.width,
    )
    if options.resume:
        shape = checkpoints.read_shape(folder.last)
    elif options.warm_start:
        shape, start = warm_start.read_package(options.warm_start, shape.vocabulary)
    recipe = training.Recipe(
        minutes=options.minutes,
        decay=options.decay,
        rate=options.rate,
        warm_up=options.warm_up,
        tokens=options.tokens,
        drop=options.drop,
        smoothing=options.smoothing,
        processes=options.processes,
        seed=options.seed,
    )
    training.train(folder, recipe, shape, start, options.resume)


def export_command(options: argparse.Namespace) -> None:
    """Write a .argosmodel and the folder it is made of."""
    from . import export

    package = export.Package(options.source_code, options.target_code, options.version)
    checkpoints = options.checkpoint or [options.work / "last.pt"]
    made = export.write(
        checkpoints, options.work / "sentencepiece.model", package, options.out, options.notes
    )
    print(f"{made} {made.stat().st_size / 1e6:.1f} MB")


def evaluate_command(options: argparse.Namespace) -> None:
    """Print scores and speed, or what the checks flag where there is no reference."""
    from . import evaluate

    source = evaluate.read_lines(options.source)
    reference = evaluate.read_lines(options.reference) if options.reference else None
    report = evaluate.evaluate(options.package, source, reference, options.threads)
    print(report)
    if options.output:
        options.output.write_text("\n".join(report.translations) + "\n", encoding="utf-8")


def smoke_command(out: Path) -> None:
    """Every step on a few hundred of the project's own pairs, in about a minute."""
    from . import smoke

    smoke.run(out)


def parser() -> argparse.ArgumentParser:
    """All commands and options."""
    whole = argparse.ArgumentParser(
        prog="train_starter", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    whole.add_argument("--smoke", type=Path, metavar="OUT", help="run every step on a tiny sample")
    commands = whole.add_subparsers(dest="command")
    _add_corpus(commands)
    _add_train(commands)
    _add_results(commands)
    return whole


def _add_corpus(commands: argparse._SubParsersAction) -> None:
    corpus = commands.add_parser("corpus", help="read, clean and weigh parallel text")
    corpus.add_argument(
        "data", type=Path, help="folder with own/*.tsv, news.*.tsv.gz, prose… (see corpus.py)"
    )
    corpus.add_argument(
        "--exclude", type=Path, nargs="*", default=[], help="texts that must never be trained on"
    )
    corpus.add_argument("--reverse", action="store_true", help="Russian to English")
    corpus.set_defaults(run=corpus_command)
    tokenizer = commands.add_parser("tokenizer", help="train SentencePiece and tokenise")
    tokenizer.add_argument("--size", type=int, default=10_000)
    tokenizer.add_argument(
        "--extend", type=Path, metavar="MODEL", help="an old model, plus characters it lacks"
    )
    tokenizer.add_argument("--keep", type=Path, metavar="MODEL", help="an old model as it is")
    tokenizer.set_defaults(run=tokenizer_command)
    for command in (corpus, tokenizer):
        command.add_argument("--work", type=Path, required=True, help="working folder")
    corpus.add_argument("--seed", type=int, default=1)


def _add_train(commands: argparse._SubParsersAction) -> None:
    train = commands.add_parser("train", help="train for a given time; saves every seven minutes")
    train.add_argument("--work", type=Path, required=True, help="working folder")
    train.add_argument("--minutes", type=float, required=True)
    train.add_argument("--resume", action="store_true", help="go on from last.pt, with the optimizer's state")
    train.add_argument(
        "--warm-start", type=Path, metavar="PACKAGE", help="begin with an exported package's weights"
    )
    train.add_argument(
        "--decay", type=float, default=0.4, help="last share of the time with falling learning rate"
    )
    train.add_argument("--rate", type=float, default=1e-3, help="learning rate")
    train.add_argument("--warm-up", type=int, default=500, help="steps of rising learning rate")
    train.add_argument("--tokens", type=int, default=2048, help="tokens per step and side (GPU: 32768)")
    train.add_argument("--drop", type=float, default=0.1, help="dropout")
    train.add_argument(
        "--smoothing", type=float, default=0.1, help="of labels; near 0 towards the end: outputs get longer"
    )
    train.add_argument("--processes", type=int, default=0, help="default: one per CPU core")
    train.add_argument("--encoder-layers", type=int, default=6)
    train.add_argument("--decoder-layers", type=int, default=2)
    train.add_argument("--width", type=int, default=384)
    train.add_argument("--seed", type=int, default=1)
    train.set_defaults(run=train_command)


def _add_results(commands: argparse._SubParsersAction) -> None:
    export = commands.add_parser("export", help="write the .argosmodel")
    export.add_argument("--work", type=Path, required=True, help="working folder")
    export.add_argument(
        "--checkpoint", type=Path, nargs="*", help="one or several to average; default: last.pt"
    )
    export.add_argument("--version", required=True, help="such as 1.0")
    export.add_argument("--out", type=Path, required=True, help="folder for the package")
    export.add_argument("--source-code", default="en")
    export.add_argument("--target-code", default="ru")
    export.add_argument("--notes", type=Path, help="Markdown to append to the package's README: scores, say")
    export.set_defaults(run=export_command)
    evaluate = commands.add_parser("evaluate", help="score a package, or check its output for faults")
    evaluate.add_argument("package", type=Path, help=".argosmodel or folder")
    evaluate.add_argument("--source", type=Path, required=True, help="one sentence a line, or a corpus .tsv")
    evaluate.add_argument("--reference", type=Path)
    evaluate.add_argument("--output", type=Path, help="write the translations here")
    evaluate.add_argument("--threads", type=int, default=0)
    evaluate.set_defaults(run=evaluate_command)


def main(arguments: list[str] | None = None) -> int:
    """Run one command."""
    options = parser().parse_args(arguments)
    if options.smoke:
        smoke_command(options.smoke)
    elif options.command:
        options.run(options)
    else:
        parser().print_help()
        return 2
    return 0
