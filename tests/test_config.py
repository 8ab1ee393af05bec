"""Settings from files and the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.config import DEFAULTS, SETTINGS, config
from search.errors import ConfigError


def written(folder: Path, text: str, name: str = "telusur.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_nothing_set_is_the_defaults(tmp_path: Path) -> None:
    assert config([tmp_path / "absent.toml"]) == DEFAULTS


def test_a_later_file_goes_before_an_earlier_and_the_environment_before_both(tmp_path: Path) -> None:
    user = written(tmp_path, "[ranking]\ncoverage = 1\nshort = 2\n[search]\nlimit = 20\n", "user.toml")
    own = written(tmp_path, "[ranking]\ncoverage = 0.7\nshort = 3\n")
    found = config([user, own], {"TELUSUR_RANKING_SHORT": "6"})
    origins = {name: (found[f"{s}.{name}"], found.settings[s, name].origin) for s, name in found.settings}
    assert origins["coverage"] == (0.7, str(own))
    assert origins["short"] == (6, "TELUSUR_RANKING_SHORT")
    assert origins["limit"] == (20, str(user))
    assert origins["sort"] == ("relevance", "default")


MISTAKES = [
    ("[ranking]\ncoverge = 1\n", 'there is no setting "coverge" in [ranking]'),
    ("[rangking]\ncoverage = 1\n", "Sections are: ranking, search, web"),
    ("coverage = 1\n", '"coverage" stands in no section'),
    ("[ranking]\ncoverage = 'viel'\n", "coverage in [ranking] is 'viel', and must be a number"),
    ("[ranking]\nshort = 2.5\n", "must be a whole number"),
    ("[ranking]\nbody_root = -1.0\n", "must be from 0 to inf"),
    ("[search]\ncollapse = 1\n", "must be true or false"),
    ('[search]\nsort = "lama"\n', "must be one of: relevance, newest, oldest"),
    ("[ranking\n", "cannot be read as TOML"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=[said for _, said in MISTAKES])
def test_a_mistake_is_one_line_with_its_file(tmp_path: Path, text: str, said: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        config([file])
    line = str(caught.value)
    assert line.startswith(f"{file}: ")
    assert said in line
    assert "\n" not in line


def test_a_wrong_variable_of_the_environment_is_named() -> None:
    with pytest.raises(ConfigError, match=r"TELUSUR_SEARCH_LIMIT: limit in \[search\] is 'lots'"):
        config(environment={"TELUSUR_SEARCH_LIMIT": "lots"})


def test_every_setting_says_what_it_does() -> None:
    assert all(known.about and known.variable.isupper() for known in SETTINGS)


def test_a_secret_is_in_no_message_and_in_nothing_shown(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        config([written(tmp_path, "[web]\ntoken = 20151113\n")])
    assert "token in [web] must be a text" in str(caught.value)
    assert "20151113" not in str(caught.value)
    found = config([written(tmp_path, '[web]\ntoken = "20151113"\n')])
    assert found["web.token"] == "20151113"
    assert found.settings["web", "token"].shown == "***"
    assert found.settings["web", "password"].shown == ""
