"""The program as a process that tests can interrupt: Ctrl-C reaches it wherever it was started, and it stores often."""

from __future__ import annotations

import sys

PROGRAM = [
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from translator.engines import remembering; remembering.CHUNK = 32\n"
    "from translator.cli import main; main()",
]
