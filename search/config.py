"""What a user has set: values from files and the environment, each with where it came from.

A later place goes before an earlier one: default, the user's file, the index's file, the environment. What a command
or a call is told goes before all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from search.errors import ConfigError

NAME = "telusur.toml"  # of a file with settings, in an index's folder or the user's
PREFIX = "TELUSUR"  # TELUSUR_RANKING_COVERAGE sets coverage of [ranking]
DEFAULT = "default"

Value = float | int | bool | str


@dataclass(frozen=True, slots=True)
class Known:
    """A setting that exists.

    Attributes:
        default: Also tells the type of its values.
        low, high: Bounds of a number, both allowed.
        values: The only ones of a text; () for any.
        about: What it does, one line for developers.
        is_secret: Its value is shown to nobody.
    """

    section: str
    name: str
    default: Value
    about: str
    low: float = 0
    high: float = float("inf")
    values: tuple[str, ...] = ()
    is_secret: bool = False

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"{PREFIX}_{self.section}_{self.name}".upper()


# Why the numbers of [ranking] are what they are stands in docs/ranking.md.
SETTINGS = (
    Known("ranking", "title_root", 0.2, "weight of the headline's roots"),
    Known("ranking", "title_surface", 0.06, "weight of the headline's words as printed"),
    Known("ranking", "opening_root", 0.2, "weight of the opening's roots"),
    Known("ranking", "body_root", 1.0, "weight of the article's roots"),
    Known("ranking", "body_surface", 0.3, "weight of the article's words as printed"),
    Known("ranking", "about_root", 0.2, "weight of the roots of date, outlet, places and names"),
    Known("ranking", "about_surface", 0.1, "weight of date, outlet, places and names as printed"),
    Known("ranking", "coverage", 0.5, "how much an article with more of the words gains, as an exponent", high=4),
    Known("ranking", "short", 4, "words up to which articles with all of them come first", high=64),
    Known("ranking", "half_life_days", 0.0, "days in which an article's score halves; 0: age does not count"),
    Known("search", "limit", 10, "results on a page", low=1, high=1000),
    Known("search", "sort", "relevance", "relevance, newest or oldest", values=("relevance", "newest", "oldest")),
    Known("search", "collapse", True, "copies of an article are one result"),
    Known("web", "host", "127.0.0.1", "address to listen on; 0.0.0.0: every one of this machine"),
    Known("web", "port", 8000, "port to listen on; 0: any that is free", high=65_535),
    # A search is 5 to 50 ms of one core; more threads only help while some wait for the disk.
    Known("web", "threads", 4, "requests that are answered at the same time", low=1, high=64),
    # Twenty times the dearest query that was found, of 28,000 articles (benchmarks/hostile.py).
    Known("web", "timeout_s", 10.0, "seconds an answer may take, then it is refused with what to narrow; 0: any"),
    Known("web", "hosts", "", "names by which the site may be asked for, with blanks between; empty: any"),
    Known("web", "proxies", 0, "proxies in front whose X-Forwarded headers are believed", high=8),
    Known("web", "token", "", "programs send it as a bearer token; empty: they need none", is_secret=True),
    Known("web", "user", "", "the name readers give to open the pages, with a password"),
    Known("web", "password", "", "the password of the pages; empty: they need none", is_secret=True),
    Known("web", "cors", "", "origins whose scripts may read the API, with blanks between; *: all"),
    Known("web", "rate", "", 'requests of one address, such as "120 per minute" (extra limits)'),
    Known("web", "access_log", True, "a line for each request on stderr"),
    Known("web", "log_queries", False, "what readers search for stands in these lines"),
)
_KNOWN = {(known.section, known.name): known for known in SETTINGS}


@dataclass(frozen=True, slots=True)
class Setting:
    """The value of a setting and where it came from: "default", a file, or a variable of the environment."""

    known: Known
    value: Value
    origin: str = DEFAULT

    @property
    def shown(self) -> Value:
        """The value for people; of a secret only whether there is one."""
        return "***" if self.known.is_secret and self.value else self.value


@dataclass(frozen=True, slots=True, repr=False)
class Config:
    """All settings, by section and name."""

    settings: Mapping[tuple[str, str], Setting]

    def __repr__(self) -> str:
        """Only what was set: all would fill a screen, also in `help(Index)`.

        >>> config(environment={"TELUSUR_SEARCH_LIMIT": "25"})
        Config(search.limit=25)
        """
        kept = (one for one in self.settings.values() if one.origin != DEFAULT)
        return f"Config({', '.join(f'{one.known.section}.{one.known.name}={one.shown!r}' for one in kept)})"

    def __getitem__(self, name: str) -> Value:
        """The value of "section.name". Raises KeyError."""
        section, _, key = name.partition(".")
        return self.settings[section, key].value

    def number(self, name: str) -> float:
        """The value of "section.name", a number."""
        return float(self[name])

    def section(self, section: str) -> Mapping[str, Value]:
        """All values of a section, by name."""
        return {name: one.value for (own, name), one in self.settings.items() if own == section}


DEFAULTS = Config(MappingProxyType({key: Setting(known, known.default) for key, known in _KNOWN.items()}))


def config(files: Sequence[Path] = (), environment: Mapping[str, str] = MappingProxyType({})) -> Config:
    """The settings of some files, the later before the earlier, and of the environment before them; none need exist.

    Raises:
        ConfigError: For a file that cannot be read, a setting that does not exist or a value it cannot have.

    >>> config(environment={"TELUSUR_SEARCH_LIMIT": "25"})["search.limit"]
    25
    """
    settings = dict(DEFAULTS.settings)
    for file in files:
        for key, value in _read(file).items():
            settings[key] = Setting(_known(key, str(file)), _checked(key, value, str(file)), str(file))
    for key, known in _KNOWN.items():
        if known.variable in environment:
            value = _typed(known, environment[known.variable])
            settings[key] = Setting(known, _checked(key, value, known.variable), known.variable)
    return Config(MappingProxyType(settings))


def _read(file: Path) -> dict[tuple[str, str], object]:
    try:
        sections = _parsed(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise ConfigError(str(file), f"cannot be read as TOML: {error}.") from error
    loose = [name for name, values in sections.items() if not isinstance(values, dict)]
    if loose:
        raise ConfigError(str(file), f'"{loose[0]}" stands in no section. Put it below one, such as [ranking].')
    return {(section, name): value for section, values in sections.items() for name, value in values.items()}


def _parsed(text: str) -> dict[str, Any]:
    # Here, because most archives have no settings of their own.
    import tomllib

    return tomllib.loads(text)


def _known(key: tuple[str, str], origin: str) -> Known:
    if key not in _KNOWN:
        names = ", ".join(name for section, name in _KNOWN if section == key[0])
        sections = ", ".join(sorted({section for section, _ in _KNOWN}))
        hint = f"[{key[0]}] has: {names}." if names else f"Sections are: {sections}."
        raise ConfigError(origin, f'there is no setting "{key[1]}" in [{key[0]}]. {hint}')
    return _KNOWN[key]


def _typed(known: Known, text: str) -> object:
    """What a variable of the environment says, as TOML would read it."""
    if isinstance(known.default, str):
        return text
    try:
        return _parsed(f"value = {text}")["value"]
    except ValueError:
        return text  # the check names it


def _checked(key: tuple[str, str], value: object, origin: str) -> Value:
    known = _known(key, origin)
    name = f"{known.name} in [{known.section}]"
    kind = type(known.default)
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        kinds = {float: "a number", int: "a whole number", bool: "true or false", str: "a text"}
        raise ConfigError(origin, f"{name} {_said(known, value)}must be {kinds[kind]}.")
    if isinstance(value, int | float) and not known.low <= value <= known.high:
        raise ConfigError(origin, f"{name} {_said(known, value)}must be from {known.low:g} to {known.high:g}.")
    if known.values and value not in known.values:
        raise ConfigError(origin, f"{name} {_said(known, value)}must be one of: {', '.join(known.values)}.")
    assert isinstance(value, float | int | bool | str)
    return value


def _said(known: Known, value: object) -> str:
    return "" if known.is_secret else f"is {value!r}, and "
