"""Where indexes and the demo articles live when nobody says."""

from __future__ import annotations

import os
from pathlib import Path

from search.config import NAME as CONFIG_NAME
from search.engines.registry import DEFAULT, NAMES
from search.index.manifest import NAME as MANIFEST

VARIABLE = "TELUSUR_INDEX"
CONFIG_VARIABLE = "TELUSUR_CONFIG"
PACKAGE = Path(__file__).resolve().parent.parent


def _checkout() -> Path | None:
    """The project's folder, when this runs from a checkout."""
    folder = PACKAGE.parent
    return folder if (folder / "pyproject.toml").is_file() and (folder / "seeds").is_dir() else None


def default_index(engine: str = "") -> Path:
    """The index to use: TELUSUR_INDEX, else index/whoosh in a checkout, else one in the user's data folder.

    Args:
        engine: Whose index to use, instead of Whoosh's; "": any, where there is but one.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    home = _home()
    there = (home / name for name in NAMES if (home / name / MANIFEST).exists())
    return home / engine if engine else next(there, home / DEFAULT)


def _home() -> Path:
    """The folder above the indexes of all engines."""
    checkout = _checkout()
    if checkout:
        return checkout / "index"
    from platformdirs import user_data_path  # only an installed package needs it, and every start would pay for it

    return user_data_path("telusur") / "index"


def config_files(index: Path) -> tuple[Path, Path]:
    """The files with settings, of the user and of an index; the later goes before the earlier, and none need exist.

    The user's is TELUSUR_CONFIG, else telusur/telusur.toml below XDG_CONFIG_HOME, which is ~/.config by default.
    """
    named = os.environ.get(CONFIG_VARIABLE)
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return Path(named) if named else home / "telusur" / CONFIG_NAME, index / CONFIG_NAME


def seeds() -> Path:
    """The folder of the built-in demo articles."""
    return (_checkout() or PACKAGE) / "seeds"
