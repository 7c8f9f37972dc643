"""Every step on a tiny sample, to see that the parts fit: about a minute on two cores, and a model of no use."""

from __future__ import annotations

from pathlib import Path
from random import Random

from . import checkpoints, corpus, evaluate, export, tokenizer, training, warm_start
from .model import Shape

SENTENCES, PIECES = 240, 500
SHAPE = {"width": 64, "inner": 128, "encoder_layers": 2, "decoder_layers": 1, "heads": 4}


def sample(folder: Path, count: int = SENTENCES) -> None:
    """A data folder with some of the project's own pairs as `own`, and some as `news`."""
    rows = [row for path in sorted(corpus.OWN_DATA.glob("*.tsv")) for row in corpus.read_pairs(path, "own")]
    drawn = Random(1).sample(rows, count)
    (folder / "own").mkdir(parents=True, exist_ok=True)
    lines = [f"{row.english}\t{row.russian}" for row in drawn]
    (folder / "own" / "sample.tsv").write_text("\n".join(lines[: count // 2]) + "\n", encoding="utf-8")
    tagged = [f"{line}\twmt:ref" for line in lines[count // 2 :]]
    (folder / "news.en-ru.tsv").write_text("\n".join(tagged) + "\n", encoding="utf-8")


def run(out: Path, minutes: float = 0.2) -> Path:
    """Corpus, tokenizer, training, resumed training, export, warm start and evaluation; returns the package."""
    data, folder = out / "data", training.Folder(out / "work")
    sample(data)
    folder.path.mkdir(parents=True, exist_ok=True)
    made = corpus.build(data, [], held=20, own=())
    corpus.write(made.rows, folder.path / "train.tsv", reverse=False)
    corpus.write(made.held, folder.path / "held.tsv", reverse=False)
    model = folder.path / "sentencepiece.model"
    tokenizer.train((s for _, *pair in corpus.read(folder.path / "train.tsv") for s in pair), model, PIECES)
    for name in ("train", "held"):
        tokenizer.encode(folder.path / f"{name}.tsv", model, folder.path / f"{name}.npz")
    shape = Shape(tokenizer.size(model), **SHAPE)
    recipe = training.Recipe(minutes=minutes / 2, warm_up=50, tokens=1024, decay=0.0)
    training.train(folder, recipe, shape, None, resume=False)
    training.train(folder, recipe, checkpoints.read_shape(folder.last), None, resume=True)
    package = export.write([folder.last], model, export.Package("en", "ru", "0.0"), out)
    again, weights = warm_start.read_package(package, shape.vocabulary)
    if again != shape:
        raise ValueError(f"the package has shape {again}, the training {shape}")
    training.train(folder, training.Recipe(minutes=0.02, decay=0.0), again, weights, resume=False)
    print(evaluate.evaluate(package, evaluate.read_lines(folder.path / "held.tsv"), None))
    return package
