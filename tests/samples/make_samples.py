"""Make the sample article in the other formats from ``treaty-council.md``: ``python tests/samples/make_samples.py``.

The files are stored, so that the tests read what a program has once written; run this after changing the article.
"""

from __future__ import annotations

import os
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

import pypandoc

HERE = Path(__file__).parent
STEM = "treaty-council"
DIALECT = "commonmark_x+yaml_metadata_block-smart+implicit_figures"


def picture(width: int = 8, height: int = 6) -> bytes:
    """A small grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x99" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def main() -> None:
    """Write every format beside the article."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "table.png").write_bytes(picture())
        for suffix in ("html", "docx", "odt", "epub"):
            subprocess.run(
                [
                    pypandoc.get_pandoc_path(), f"--from={DIALECT}", "--standalone", "--epub-title-page=false",
                    "--metadata=document-css=false",
                    f"--resource-path={folder}", "--metadata=identifier=urn:sample:treaty-council",
                    f"--output={HERE / STEM}.{suffix}", str(HERE / f"{STEM}.md"),
                ],
                check=True,
                env={**os.environ, "SOURCE_DATE_EPOCH": "1760227200"},
            )  # fmt: skip


if __name__ == "__main__":
    main()
