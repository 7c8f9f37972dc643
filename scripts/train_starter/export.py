"""From a checkpoint to an Argos package (`warm_start` goes the way back).

A package is a folder in a zip: `metadata.json`, `sentencepiece.model`, `model/` (CTranslate2, int8) and `README.md`.
The same checkpoint always gives the same bytes: names are sorted and dates fixed.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import Tensor

from . import checkpoints
from .model import LONGEST, PAD, Shape, positions
from .readme import readme

NAMES = {"en": "English", "ru": "Russian"}
DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Package:
    """What a package calls itself."""

    source: str
    target: str
    version: str

    @property
    def folder(self) -> str:
        """The name of its only folder, and of the file."""
        return f"translate-{self.source}_{self.target}-{self.version.replace('.', '_')}"

    def metadata(self) -> dict[str, str]:
        """What Argos reads."""
        return {
            "package_version": self.version,
            "argos_version": "1.9.0",
            "from_code": self.source,
            "from_name": NAMES.get(self.source, self.source),
            "to_code": self.target,
            "to_name": NAMES.get(self.target, self.target),
            "code": f"translate-{self.source}_{self.target}",
            "type": "translate",
        }


def write(
    sources: list[Path], tokenizer: Path, package: Package, out: Path, notes: Path | None = None
) -> Path:
    """Average the checkpoints, write `out/<folder>/` and `out/<folder>.argosmodel`; returns the latter."""
    shape, tensors = checkpoints.averaged(*sources)
    folder = out / package.folder
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "model").mkdir(parents=True)
    network(shape, tensors, pieces(tokenizer)).save(str(folder / "model"))
    shutil.copyfile(tokenizer, folder / "sentencepiece.model")
    (folder / "metadata.json").write_text(json.dumps(package.metadata(), indent=2) + "\n", encoding="utf-8")
    extra = notes.read_text(encoding="utf-8") if notes else ""
    (folder / "README.md").write_text(
        readme(package.source, package.target, package.version, shape, extra), "utf-8"
    )
    return pack(folder)


def pack(folder: Path) -> Path:
    """Zip a package folder beside itself, reproducibly."""
    archive = folder.parent / f"{folder.name}.argosmodel"
    aside = archive.with_suffix(".part")
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(str(path.relative_to(folder.parent).as_posix()), DATE)
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    aside.replace(archive)
    return archive


def pieces(tokenizer: Path) -> list[str]:
    """The vocabulary as CTranslate2 wants it."""
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    listed = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    listed[PAD] = "<blank>"
    return listed


def network(shape: Shape, tensors: dict[str, Tensor], vocabulary: list[str]) -> Any:
    """A validated, quantised CTranslate2 specification."""
    from ctranslate2.specs import TransformerSpec, common_spec

    spec = TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers),
        shape.heads,
        pre_norm=True,
        activation=common_spec.Activation.RELU,
    )
    for name, place, field in places(spec, shape):
        setattr(place, field, tensors[name].numpy())
    embedding = tensors["embedding.weight"].numpy()
    for side in (spec.encoder, spec.decoder):
        embedded(side).weight = embedding
        side.scale_embeddings = True
        side.position_encodings.encodings = positions(LONGEST, shape.width).numpy()
    spec.decoder.projection.weight = embedding
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def embedded(side: Any) -> Any:
    """The embedding of an encoder or decoder specification; encoders hold a list of one."""
    return side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings


def places(spec: Any, shape: Shape) -> Iterator[tuple[str, Any, str]]:
    """For every tensor of the network but the embedding: its name, and where CTranslate2 keeps it."""
    for side, layers in (("encoder", shape.encoder_layers), ("decoder", shape.decoder_layers)):
        half = getattr(spec, side)
        parts = {f"{side}_norm": half.layer_norm}
        for i in range(layers):
            layer, name = half.layer[i], f"{side}.{i}"
            own = layer.self_attention
            parts |= {
                f"{name}.attention.packed": own.linear[0],
                f"{name}.attention.output": own.linear[1],
                f"{name}.attention_norm": own.layer_norm,
                f"{name}.widen": layer.ffn.linear_0,
                f"{name}.narrow": layer.ffn.linear_1,
                f"{name}.inner_norm": layer.ffn.layer_norm,
            }
            if side == "decoder":
                cross = layer.attention
                linear = dict(zip(("query", "memory", "output"), cross.linear, strict=True))
                parts |= {f"{name}.cross.{part}": place for part, place in linear.items()}
                parts[f"{name}.cross_norm"] = cross.layer_norm
        for name, place in parts.items():
            norm = name.endswith("norm")
            yield f"{name}.weight", place, "gamma" if norm else "weight"
            yield f"{name}.bias", place, "beta" if norm else "bias"
