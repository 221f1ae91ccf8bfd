"""The table of signatures as it is shipped: read once, asked by kind of paper and day."""

from datetime import date
from functools import lru_cache

from inspections.reference import reader
from inspections.rules.signatures import NumberedIn, SignatureRule, SignedBy, rule_for


@lru_cache(maxsize=1)
def signature_rules() -> tuple[SignatureRule, ...]:
    """All lines of the table, each with its validity (practice.md 1)."""
    return tuple(
        SignatureRule(
            kind=kind,
            signed_by=SignedBy(row["signed_by"]),
            persons=row["persons"],
            agency=row["agency"],
            organisation_counts=row.get("organisation_counts", False),
            numbered_in=NumberedIn(row["numbered_in"]),
            who=row["who"],
            printed=row["printed"].strip(),
            basis=row["basis"],
            valid_from=row["valid_from"],
            valid_until=row.get("valid_until"),
        )
        for row in reader.read("signatures")["rows"]
        for kind in row["kinds"]
    )


def signature_rule(kind: str, on: date) -> SignatureRule | None:
    """The line for this kind of paper on the day."""
    return rule_for(signature_rules(), kind, on)


def accepted_words(kind: str, on: date) -> str:
    """What the paper prints about the signatures that count; nothing for papers without a line."""
    rule = signature_rule(kind, on)
    return rule.printed if rule else ""
