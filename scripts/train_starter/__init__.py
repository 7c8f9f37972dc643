"""Trains a starter package: parallel text in, a small Argos package for offline translation out.

The order of the work, one file each: `corpus` (read, clean, weigh), `tokenizer`, `training`, `export`, `evaluate`.
`cli` has a command for every step. Needs torch, numpy, sentencepiece, protobuf, ctranslate2 and sacrebleu.
"""
