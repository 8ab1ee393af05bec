"""What docs/deploy shows can be run: its files, options and variables are those that there are."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

from search.cli.main import cli
from search.config import SETTINGS
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "deploy"
VARIABLES = {known.variable for known in SETTINGS} | {"TELUSUR_INDEX"}


def test_the_unit_starts_a_command_with_options_that_there_are() -> None:
    unit = (FOLDER / "telusur.service").read_text(encoding="utf-8")
    (start,) = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    program, *arguments = shlex.split(start)
    assert program.endswith("/bin/search")
    ran = CliRunner().invoke(cli, [*arguments, "--help"])
    assert ran.exit_code == 0
    assert "search serve" in ran.output


@pytest.mark.parametrize("name", ["telusur.service", "Dockerfile"])
def test_variables_in_the_files_are_settings(name: str) -> None:
    named = set(re.findall(r"TELUSUR_[A-Z_]+", (FOLDER / name).read_text(encoding="utf-8")))
    assert named
    assert named <= VARIABLES


def test_an_image_copies_what_there_is_and_all_that_a_build_needs() -> None:
    text = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    lines = re.findall(r"^COPY (?!--from)(.*) \./?\S*$", text, re.MULTILINE)
    copied = {name for line in lines for name in line.split()}
    assert {"pyproject.toml", "requirements.txt", "search", "web", "seeds"} <= copied
    assert not [name for name in copied if not (ROOT / name).exists()]
