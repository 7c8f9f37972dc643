"""The README that travels inside a package: what it is, what it was trained on, how to make another."""

from __future__ import annotations

from .model import Shape

SOURCES = """
| set | source | licence |
|---|---|---|
| own | sentences written for this project (security, parliaments, diplomacy, conflicts, economy, society, headlines) | GPL-3.0-or-later, as the project |
| news | WMT news test sets 2012–2018, 2019 ru-en, 2020–2023 (Helsinki-NLP/OPUS-MT-testsets, wmt-conference/wmt21-, wmt22-, wmt23-news-systems) | shared openly by the organisers for research, no formal licence |
| news | outputs of bergamot-base on WMT sources (mozilla/firefox-translations-models); Facebook-AI and NVIDIA-NeMo on WMT 2021 | MPL-2.0; WMT as above |
| news | MLQE-PE ru-en post-edits (sheffieldnlp/mlqe-pe) | CC0 1.0 |
| news | MT-GenEval (amazon-science/machine-translation-gender-eval) | CC BY-SA 3.0 |
| news | CoCoA-MT (amazon-science/contrastive-controlled-mt) | CDLA-Sharing 1.0 |
| news | Universal Dependencies PUD, English and Russian | CC BY-SA 3.0 |
| news, prose | XQuAD (google-deepmind/xquad) | CC BY-SA 4.0 |
| news | MGSM questions (google-research/url-nlp) | CC BY 4.0 |
| news | ELRC COVID and Wikipedia health (OPUS; via mozilla/translations) | CC BY 4.0, CC BY-SA 3.0 |
| news | Tatoeba test sets (OPUS-MT-testsets, LASER) | CC BY 2.0 FR |
| prose | Battle for Wesnoth; Dungeon Crawl (bcrawl) | GPL-2.0-or-later |
| prose | bilinguator/aligned-texts | MIT; works out of copyright |
| prose | Stellarium sky cultures | CC BY-SA 4.0 and others, per culture |
| prose | Mozilla www and legal texts | MPL-2.0, CC BY-SA 3.0 |
| prose | Privacy Guides; Open Source Guides | CC BY-SA 4.0; CC BY 4.0 |
| prose | Monero site; bitcoin.org | BSD-3-Clause; MIT |
| prose | Tor Project and Nextstrain narratives | CC BY 3.0; CC BY |
| prose | UN Sustainable Development Goals (open-sdg); Universal Declaration of Human Rights (NLTK) | MIT; public |
| classics | Tolstoy, Dostoevsky, Chekhov, Turgenev and others with English translations published before 1929 (Project Gutenberg, Standard Ebooks, RusLit, RussianNovels) | public domain |
| docs | PHP manual; Debian website; Microsoft Dynamics and C++ documentation | CC BY 3.0; MIT or GPL-2.0-or-later; CC BY 4.0 |
| docs | React, Vue, Elixir School; Rust book; Python, Ruby, Yii2, nginx, Scala documentation | CC BY 4.0; MIT or Apache-2.0; PSF, site terms, BSD, CC BY-SA 3.0 |
| docs | GNOME help; Tails; Node.js best practices; Django Girls | CC BY-SA 3.0; GPL-3.0-or-later; CC BY-SA 4.0 |
| names | NETransliteration (steveash/NETransliteration-COLING2018, from Wikidata) | MIT; CC0 |
| names | Wiktionary translations (open-dsl-dict/wiktionary-dict) | CC BY-SA 3.0 |
| names | Unicode CLDR | Unicode licence |
"""

TEXT = """# Starter package {source} → {target}, version {version}

A small translation model so that the program works before anything is downloaded. It is no match for the full
Argos package of this pair: install that one for real work.

- Transformer, {encoder} encoder and {decoder} decoder layers, width {width}, {pieces} pieces, {weights:.1f} million weights in int8.
- Runs on CTranslate2; the folder is an ordinary Argos package.
- Russian is written with е for ё, as newspapers print it.

## Scores

{scores}

## What it was trained on
{sources}
No sentence of the evaluation sets was trained on.

## How to train another pair

`scripts/train_starter` of the project made this package from parallel text; `python scripts/train_starter --help`
lists the steps. Put tab-separated pairs into a folder (`own/*.tsv` for the best, `news.*.tsv` for the bulk), run
`corpus`, `tokenizer`, `train` and `export`; `cleaning.py` holds the two checks that are particular to English and
Russian. Training takes as many minutes as it is given, and more is better: two CPU cores see three thousand pieces
a second at best. `train --warm-start PACKAGE` goes on from any package made this way.
"""


def readme(source: str, target: str, version: str, shape: Shape, scores: str) -> str:
    """The whole text; `scores` is Markdown."""
    layer = 4 * shape.width**2 + 2 * shape.width * shape.inner
    layers = shape.encoder_layers * layer + shape.decoder_layers * (layer + 4 * shape.width**2)
    return TEXT.format(
        source=source,
        target=target,
        version=version,
        encoder=shape.encoder_layers,
        decoder=shape.decoder_layers,
        width=shape.width,
        pieces=shape.vocabulary,
        weights=(layers + shape.vocabulary * shape.width) / 1e6,
        scores=scores.strip() or "Not measured.",
        sources=SOURCES,
    )
