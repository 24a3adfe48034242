"""`python -m kith`: the same as the command `kith`."""

import sys

from kith.cli import main

sys.exit(main())
