"""Where indexes and the demo articles live when nobody says."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "TELUSUR_INDEX"
PACKAGE = Path(__file__).resolve().parent.parent


def _checkout() -> Path | None:
    """The project's folder, when this runs from a checkout."""
    folder = PACKAGE.parent
    return folder if (folder / "pyproject.toml").is_file() and (folder / "seeds").is_dir() else None


def default_index() -> Path:
    """The index to use: TELUSUR_INDEX, else index/whoosh in a checkout, else one in the user's data folder."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    checkout = _checkout()
    if checkout:
        return checkout / "index" / "whoosh"
    from platformdirs import user_data_path  # only an installed package needs it, and every start would pay for it

    return user_data_path("telusur") / "index" / "whoosh"


def seeds() -> Path:
    """The folder of the built-in demo articles."""
    return (_checkout() or PACKAGE) / "seeds"
