"""Deeds marked ® in the tables of the law say why: an empty reason, or one of blanks, is sent back (domain 12.1)."""

import pytest
from django.core.exceptions import ValidationError

from inspections.steps import STEPS

# Deed -> the row of the table that marks it ®.
MARKED = {
    ("inspection", "return_conduct_plan"): "7",
    ("inspection", "draft_extension"): "9",
    ("inspection", "draft_pause"): "10",
    ("inspection", "draft_resumption"): "11",
    ("inspection", "draft_termination"): "12",
    ("inspection", "abandon"): "13",
    ("inspection", "draft_revocation"): "14",
    ("inspection", "draft_amendment"): "amending decision",
    ("inspection", "draft_replacement"): "replacement of a member",
    ("inspection", "drop_order"): "a draft taken back",
    ("inspected_party", "decide_refusal"): "T5",
    ("inspected_party", "draft_plan_adjustment"): "T6",
    ("inspected_party", "settle_finding"): "12.1.3",
    ("inspected_party", "take_up_again"): "T9",
    ("inspected_party", "record_refusal"): "T10",
    ("inspected_party", "draft_party_termination"): "T14",
    ("inspected_party", "begin_check_unannounced"): "caught in the act",
    ("inspected_party", "note_silence"): "no opinion",
    ("inspected_party", "reopen_minutes"): "minutes reopened",
}


@pytest.mark.parametrize(("kind", "verb"), sorted(MARKED))
@pytest.mark.parametrize("typed", ["", "   ", "\n\t"])
def test_a_deed_that_must_say_why_refuses_an_empty_reason(kind: str, verb: str, typed: str) -> None:
    field = STEPS[kind][verb].form.base_fields["reason"]
    with pytest.raises(ValidationError):
        field.clean(typed)


def test_no_deed_asks_for_a_reason_that_it_would_take_empty() -> None:
    asked = {
        (kind, verb): step.form.base_fields["reason"]
        for kind, steps in STEPS.items()
        for verb, step in steps.items()
        if "reason" in step.form.base_fields
    }
    assert {key for key, field in asked.items() if not field.required} <= {
        ("inspected_party", "decide_refusal")
    }
