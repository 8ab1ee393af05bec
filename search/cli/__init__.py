"""The command line: one command for each thing an index can do."""

import os

# One search needs no pool of threads for linear algebra, and starting it takes 10 ms. Before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from search.cli.main import main

__all__ = ["main"]
