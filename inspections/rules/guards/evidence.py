"""When a file of the dossier may still be withdrawn, replaced by a new version or used for another item.

Nothing is deleted: a withdrawn file keeps its row, hash and reason; an old version stays behind the new one. What
minutes rest on can no longer be taken from under them (Nghị định 217/2025/NĐ-CP Điều 15.3; practice.md 5).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from inspections.exceptions import Blocker
from inspections.rules.facts import PartyFacts


@dataclass(frozen=True)
class FileFact:
    """What is known of one file when it is to be changed."""

    withdrawn: bool
    replaced: bool
    for_items: bool
    for_findings: bool


def file_change_blockers(facts: PartyFacts) -> list[Blocker]:
    """The stage decides where the deed is offered; whether this very file may be changed is asked of the file."""
    return []


def changed_file_objections(facts: PartyFacts, file: FileFact) -> list[Blocker]:
    """Why this file can no longer be withdrawn or replaced."""
    if file.withdrawn:
        return [Blocker(_("Tệp này đã được rút trước đó."))]
    if file.replaced:
        return [Blocker(_("Tệp này đã có bản mới thay. Mở bản mới nhất rồi làm tiếp."))]
    minutes = facts.minutes
    frozen = minutes is not None and bool(minutes.confirmed_sides)
    if minutes is not None and not facts.is_under_check and file.for_items or frozen and file.for_findings:
        return [
            Blocker(
                _(
                    "Tệp này đã được dẫn trong biên bản nên không rút, không thay được. Nêu ý kiến vào biên bản."
                )
            )
        ]
    return []
