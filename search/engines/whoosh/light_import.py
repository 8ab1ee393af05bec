"""Importing `whoosh.compat` without urllib.

It imports `urllib.request`, and with it http, email, socket and ssl, for a name that nothing in Whoosh uses: 16 of the
300 ms that a whole `search` may take. A stand-in takes the place of urllib.request for that one import.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

_NAME = "urllib.request"


class _StandIn(ModuleType):
    urlretrieve = None  # all that whoosh.compat asks for


if _NAME not in sys.modules and "whoosh.compat" not in sys.modules:
    sys.modules[_NAME] = _StandIn(_NAME)
    try:
        importlib.import_module("whoosh.compat")
    finally:
        del sys.modules[_NAME]
