"""`python -m kith`: the same as the command `kith`."""

import gc
import sys
from typing import NoReturn

from kith.cli import main


def run() -> NoReturn:
    """Run the command line, and end the process."""
    code = main()
    gc.freeze()  # else all that is left is looked through once more: half a second of a large build
    sys.exit(code)


if __name__ == "__main__":
    run()
