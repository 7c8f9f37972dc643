"""scripts/train_starter: what is learned from, that the network that ships is the one that was trained, and a whole run."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

SCRIPTS = Path(__file__).parents[1] / "scripts"
sys.path.insert(0, str(SCRIPTS))

from train_starter import augment, cleaning, corpus  # noqa: E402

try:
    import torch
except ImportError:
    torch = None  # type: ignore[assignment]
needs_torch = pytest.mark.skipif(torch is None, reason="needs torch, which only the training uses")


@pytest.mark.parametrize(
    ("english", "russian", "why"),
    [
        ("The talks lasted three hours.", "Переговоры длились три часа.", None),
        ("5,000 troops took part.", "Участвовали 5000 военных.", None),
        ("5,000 troops took part.", "Участвовали 5 тысяч военных.", None),
        ("The law of 1999 was repealed.", "Закон 1989 года отменили.", "numbers"),
        ("The talks lasted three hours.", "The talks lasted three hours.", "script"),
        ("Yes.", "Да, это именно то, что он сказал вчера вечером журналистам.", "length"),
        ("The head of the army spoke.", "Глава глава глава армии выступил.", "loop"),
        ("Выступил глава армии страны.", "Выступил глава армии страны.", "script"),
        ("", "Да.", "empty"),
    ],
)
def test_a_bad_pair_is_left_out_for_a_named_reason(english: str, russian: str, why: str | None) -> None:
    assert cleaning.fault(english, russian) == why


def test_tidying_keeps_composed_letters_and_drops_stress_and_invisible_signs() -> None:
    assert cleaning.tidy("за\u0301мок\u00a0и\u0306 \u200bcafe\u0301\u00ad") == "замок й café"


def test_variants_change_both_sides_alike() -> None:
    pair = ("The council met in Minsk.", "Совет собрался в Минске.")
    assert augment.title_case(pair, Random(1)) == ("The Council Met in Minsk", "Совет собрался в Минске")
    assert augment.joined(pair, pair) == (" ".join([pair[0]] * 2), " ".join([pair[1]] * 2))
    english, russian = augment.bullet(pair, Random(1)) or ("", "")
    assert english[:2] == russian[:2]
    assert english[2:] == pair[0]
    assert augment.quoted(("He said “no”.", "Он сказал «нет»."), Random(1)) is None
    voted = (
        "On 12 May 2014, 67 of 1,205 deputies voted.",
        "12 мая 2014 года проголосовали 67 из 1205 депутатов.",
    )
    changed = augment.renumbered(voted, Random(1)) or ("", "")
    assert changed != voted
    assert cleaning.numbers(changed[0]) == cleaning.numbers(changed[1])
    assert changed[0].startswith("On 12 May 20")
    assert "7 of " in changed[0]
    assert "5 deputies" in changed[0]
    assert augment.renumbered(("At 18:30 all 40 left.", "В 18:30 все 40 ушли."), Random(1)) is None
    assert augment.bare(("Mr. Smith left.", "Мистер Смит ушел."), Random(1)) is None


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two own pairs and forty numbered news pairs."""
    (tmp_path / "own").mkdir()
    own = "The summit opened in Minsk on Monday.\tСаммит открылся в Минске в понедельник.\nSecret line of the bench set.\tТайная строка.\n"
    (tmp_path / "own" / "a.tsv").write_text(own, "utf-8")
    news = [
        f"Report number {n} was published by the agency today.\tАгентство опубликовало сегодня отчет номер {n}.\twmt1:ref"
        for n in range(10, 50)
    ]
    (tmp_path / "news.en-ru.tsv").write_text("\n".join(news) + "\n", "utf-8")
    return tmp_path


def test_excluded_sentences_never_reach_the_corpus(data: Path) -> None:
    bench = data / "bench.jsonl"
    bench.write_text(json.dumps({"en": "First. Secret line of the bench set!"}) + "\n", "utf-8")
    made = corpus.build(data, [bench], held=0, own=())
    assert made.dropped["excluded"] == 1
    assert not any("Secret" in row.english for row in made.rows)
    assert any("Minsk" in row.english for row in made.rows)


def test_held_back_sentences_are_not_trained_on(data: Path) -> None:
    made = corpus.build(data, [], held=5, own=())
    held = {cleaning.key(row.english) for row in made.held}
    assert len(held) == 5
    assert not any(key in cleaning.key(row.english) for row in made.rows for key in held)


def test_the_same_data_give_the_same_corpus(data: Path) -> None:
    first, second = (corpus.build(data, [], held=5, own=()).rows for _ in range(2))
    assert first == second


def own_rows() -> Iterator[corpus.Row]:
    for path in sorted(corpus.OWN_DATA.glob("*.tsv")):
        yield from corpus.read_pairs(path, "own")


def test_every_own_pair_is_clean_and_unique() -> None:
    rows = list(own_rows())
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in corpus.OWN_DATA.glob("*.tsv"))
    assert len(rows) == lines >= 600
    assert len({cleaning.key(row.english) for row in rows}) == len(rows)
    faults = {cleaning.fault(row.english, row.russian) for row in rows}
    assert faults <= {None, "numbers", "script"}


@needs_torch
def test_the_fused_loss_is_cross_entropy_and_its_gradient() -> None:
    from train_starter.loss import translation_loss

    torch.manual_seed(0)
    states, weights = torch.randn(30, 8), torch.randn(700, 8) / 3
    targets = torch.randint(0, 700, (30,))
    found = []
    for fused in (True, False):
        left, right = states.clone().requires_grad_(), weights.clone().requires_grad_()
        if fused:
            loss = translation_loss(left, right, targets, 0.1, 1.0)[0]
        else:
            loss = torch.nn.functional.cross_entropy(left @ right.t(), targets, label_smoothing=0.1)
        loss.backward()
        found.append((loss.detach(), left.grad, right.grad))
    for fused_value, plain_value in zip(*found, strict=True):
        torch.testing.assert_close(fused_value, plain_value, rtol=1e-4, atol=1e-6)


@needs_torch
def test_scoring_a_sample_of_the_vocabulary_is_right_on_average() -> None:
    from train_starter.loss import translation_loss

    torch.manual_seed(0)
    states, weights, targets = torch.randn(40, 8), torch.randn(4000, 8) / 3, torch.randint(0, 4000, (40,))
    whole = translation_loss(states, weights, targets, 0.0, 1.0)[1].item()
    drawn = [translation_loss(states, weights, targets, 0.0, 0.2)[1].item() for _ in range(30)]
    assert sum(drawn) / 30 == pytest.approx(whole, abs=0.01)


@needs_torch
def test_an_epoch_holds_every_pair_once_and_little_padding() -> None:
    import numpy as np
    from train_starter.batches import Pairs, Side, collate, plan

    random = np.random.default_rng(3)
    left, right = ([list(range(4, 4 + n)) for n in random.integers(3, 40, 3000)] for _ in range(2))
    pairs = Pairs(Side.of(left), Side.of(right), np.ones(3000, np.float32))
    batches = plan(pairs, 512, 64, random)
    assert sorted(int(i) for chosen in batches for i in chosen) == list(range(3000))
    filled = [(batch.wanted != 0).mean() for batch in (collate(pairs, chosen) for chosen in batches)]
    assert np.mean(filled) > 0.95


@needs_torch
def test_the_package_scores_as_the_trained_network_does_and_can_be_trained_on(tmp_path: Path) -> None:
    import ctranslate2
    from train_starter import checkpoints, export, tokenizer, warm_start
    from train_starter.model import END, START, Shape, Transformer
    from train_starter.weights import FlatWeights

    model = tmp_path / "sentencepiece.model"
    tokenizer.train([side for row in own_rows() for side in (row.english, row.russian)], model, 600)
    shape = Shape(tokenizer.size(model), 64, 128, 2, 1, 4)
    torch.manual_seed(1)
    network = Transformer(shape, drop=0).eval()
    weights = FlatWeights.of(network, 1, torch.device("cpu"))
    checkpoints.save(tmp_path / "last.pt", shape, weights, checkpoints.Progress())
    package = export.write([tmp_path / "last.pt"], model, export.Package("en", "ru", "0.0"), tmp_path)
    first = package.read_bytes()
    assert (
        export.write([tmp_path / "last.pt"], model, export.Package("en", "ru", "0.0"), tmp_path).read_bytes()
        == first
    )

    source, target = [9, 30, 77, 5], [12, 40, 8]
    states = network(torch.tensor([[*source, END]]), torch.tensor([[START, *target]]))[0]
    expected = torch.log_softmax(states @ network.embedding.weight.t(), -1)
    wanted = [expected[i, piece].item() for i, piece in enumerate([*target, END])]
    pieces = export.pieces(model)
    translator = ctranslate2.Translator(str(tmp_path / "translate-en_ru-0_0" / "model"))
    scored = translator.score_batch([[pieces[i] for i in source]], [[pieces[i] for i in target]])[0]
    assert scored.log_probs == pytest.approx(wanted, abs=0.15)

    again, tensors = warm_start.read_package(package, shape.vocabulary + 3)
    assert again.vocabulary == shape.vocabulary + 3
    for name, tensor in network.state_dict().items():
        assert torch.allclose(tensors[name][: len(tensor)], tensor, atol=tensor.abs().max().item() / 100)


@needs_torch
def test_an_extended_tokenizer_keeps_its_pieces_and_writes_every_sign(tmp_path: Path) -> None:
    import sentencepiece
    from train_starter import tokenizer

    old, new = tmp_path / "old.model", tmp_path / "new.model"
    lines = [row.russian for row in own_rows()]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_prefix=str(old.with_suffix("")), vocab_size=300,
        hard_vocab_limit=False, pad_id=0, unk_id=1, bos_id=2, eos_id=3, minloglevel=2,
    )  # fmt: skip
    text = "• № 5 … «Ёлка» “b” — ЫЪЩ €5 90° x² ½ z"
    before = sentencepiece.SentencePieceProcessor(model_file=str(old))
    assert before.decode(before.encode(text)) != text
    assert tokenizer.extend(old, lines, new) > 50
    after = sentencepiece.SentencePieceProcessor(model_file=str(new))
    assert after.decode(after.encode(text)) == text
    count = before.get_piece_size()
    assert [after.id_to_piece(i) for i in range(count)] == [before.id_to_piece(i) for i in range(count)]


@needs_torch
@pytest.mark.slow
def test_a_smoke_run_goes_from_text_to_a_package(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPTS / "train_starter"), "--smoke", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stderr
    losses = [float(line.split()[-1]) for line in ran.stderr.splitlines() if "held-back" in line]
    assert losses[0] > losses[1]
    with zipfile.ZipFile(tmp_path / "translate-en_ru-0_0.argosmodel") as package:
        names = {name.partition("/")[2] for name in package.namelist()}
        metadata = json.loads(package.read("translate-en_ru-0_0/metadata.json"))
    assert {
        "metadata.json",
        "README.md",
        "sentencepiece.model",
        "model/model.bin",
        "model/config.json",
    } <= names
    assert (metadata["from_code"], metadata["to_code"]) == ("en", "ru")
