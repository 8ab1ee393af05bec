"""The running API keeps what its OpenAPI document says, whatever is asked: schemathesis makes the questions.

Refused parameters are not checked against the document: numbers beyond their bounds are brought within them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from web import create_app
from web.api.routes import ROUTES

KEPT = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = [*(route.name for route in ROUTES), "batch"]
EXAMPLES = 10  # of each: enough for each parameter to be absent, empty and odd


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_is_as_described(seed_index_path: Path, name: str, mode: GenerationMode) -> None:
    """To questions as they are described (positive), and to others (negative)."""
    app = create_app(seed_index_path)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    (operation,) = [one.ok() for one in schema.get_all_operations() if one.ok().definition.raw["operationId"] == name]
    seen = []

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def keeps(case: schemathesis.Case) -> None:
        answer = case.call()
        seen.append(answer.status_code)
        case.validate_response(answer, checks=KEPT)

    keeps()
    assert 200 in seen or mode is GenerationMode.NEGATIVE or name in ("document", "like")  # whose ids nobody guesses
