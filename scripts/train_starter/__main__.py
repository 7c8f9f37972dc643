"""`python scripts/train_starter …`"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from train_starter.cli import main

    raise SystemExit(main())
