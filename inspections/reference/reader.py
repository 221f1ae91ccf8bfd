"""Read the shipped YAML; a file without source or date is refused, for nobody could check it later."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

FOLDER = Path(__file__).parent
NAMES = ("legal_acts", "rules", "calendar", "agency_profiles", "institutions", "counting")

Sheet = Mapping[str, Any]


def read(name: str) -> Sheet:
    """Return one reference file by its name without ending, such as "rules" or "checklists/tuyen-sinh"."""
    path = FOLDER / f"{name}.yaml"
    sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(sheet, dict) or not sheet.get("source") or not isinstance(sheet.get("as_of"), date):
        raise ValueError(
            _("Tệp %(name)s thiếu nguồn (source) hoặc ngày đối chiếu (as_of).") % {"name": path.name}
        )
    return sheet


def checklist_names() -> list[str]:
    """Return the names of the shipped checklists, in a fixed order."""
    return [f"checklists/{path.stem}" for path in sorted((FOLDER / "checklists").glob("*.yaml"))]
