"""The archive's index: one page that opens from a folder, without a script, without a network."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.dateparse import parse_date, parse_datetime

from inspections.kinds import KINDS
from inspections.models import Rule

INDEX, STYLE, VERIFIER = "index.html", "index.css", "kiem-tra.py"
HERE = Path(__file__).parent


@cache
def style() -> bytes:
    """The page's one style sheet, a file beside it."""
    return (HERE / STYLE).read_bytes()


@cache
def verifier() -> bytes:
    """The verifier as it travels in the zip."""
    return (HERE / "verifier.py").read_bytes()


@translation.override("vi")
def index_html(
    manifest: Mapping[str, Any], events: list[dict[str, Any]], *, sha256: str, labels: Mapping[str, str]
) -> bytes:
    """The dossier to read: who, what, by when; every paper and file as a link with its hash; the timeline."""
    people, cases = manifest["people"], manifest["dossier"]["cases"]
    context = {
        "manifest": manifest,
        "sha256": sha256,
        "demo": settings.DEMO,
        "sealed_at": _moment(manifest["sealed"]["at"]),
        "proposed_at": _moment(manifest["closing"]["proposed_at"]),
        "keep_until_on": _day(manifest["closing"]["keep_until_on"]),
        "decided_on": _day(manifest["dossier"]["decision"]["on"]),
        "rules": [{**row, "unit": _unit(row["unit"])} for row in manifest["rules"]],
        "papers": [_paper(row, cases) for row in manifest["documents"]],
        "files": [_file(row, cases) for row in manifest["files"]],
        "timeline": [_event(row, people, cases, labels) for row in events],
    }
    return render_to_string("archive/index.html", context).encode()


def _day(text: str) -> str:
    found = parse_date(text) if text else None
    return f"{found:%d/%m/%Y}" if found else ""


def _moment(text: str) -> str:
    found = parse_datetime(text) if text else None
    return f"{timezone.localtime(found):%d/%m/%Y %H:%M}" if found else ""


def _unit(code: str) -> str:
    return "" if code in (Rule.Unit.TEXT, Rule.Unit.SWITCH, Rule.Unit.DATE) else str(Rule.Unit(code).label)


def _paper(row: Mapping[str, Any], cases: Mapping[str, str]) -> dict[str, Any]:
    signers = [f"{one['name']} ({one['route']}, {_moment(one['signed_at'])})" for one in row["signers"]]
    return {
        **row,
        "url": quote(row["path"]),
        "day": _day(row["dated_on"]),
        "of": cases[str(row["case_id"])],
        "signed": signers,
    }


def _file(row: Mapping[str, Any], cases: Mapping[str, str]) -> dict[str, Any]:
    return {
        **row,
        "url": quote(row["path"]),
        "day": _moment(row["received_at"]),
        "of": cases[str(row["case_id"])],
    }


def _stage(code: str) -> str:
    """A stage's own name, whichever kind it belongs to."""
    found = [kind.stage_label(code) for kind in KINDS.values() if code in kind.stages.values]
    return found[0] if found else code


def _event(
    row: Mapping[str, Any], people: Mapping[str, str], cases: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, str]:
    at = datetime.strptime(row["at"], "%Y-%m-%dT%H:%M:%S.%f").replace(tzinfo=UTC)
    label = labels.get(row["verb"]) or (_stage(row["after"]) if row["after"] else row["verb"])
    return {
        "id": row["id"],
        "at": f"{timezone.localtime(at):%d/%m/%Y %H:%M}",
        "label": label,
        "of": cases.get(str(row["case_id"]), ""),
        "who": people.get(str(row["by_id"]), ""),
        "role": row["role_words"],
        "after": _stage(row["after"]) if row["after"] else "",
        "reason": row["reason"],
        "detail": row["detail"],
        "hash": row["hash"],
    }
