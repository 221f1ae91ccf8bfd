"""What the machine does with files that came in: scans them, writes a copy fit to look at, reads the camera's data.

A job does it, after the deed; it may run twice without harm. What is found infected is quarantined: not handed out,
told to its sender and to the team, never deleted.
"""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from inspections.actions import messages, scanner
from inspections.actions.waves import Wave, deed
from inspections.enums import ScanState
from inspections.models import Case, EvidenceFile, FileCheck, TeamMember, User
from inspections.queries.evidence import unchecked
from inspections.rules.uploads_copies import PICTURES, look_at

_COLUMNS = (
    *("scan", "threat", "scanned_at", "preview", "preview_sha256", "looked_at"),
    *("taken_at", "latitude", "longitude", "camera"),
)


def check_files(case_id: int, *, now: datetime) -> int:
    """Look at every file of a case that was not looked at yet."""
    return sum(check_file(file, now=now) for file in unchecked().filter(case_id=case_id))


def check_left_over(*, now: datetime, most: int = 200) -> int:
    """The net under the jobs: files whose job was lost, or that came before there was a scanner."""
    found = 0
    for file in unchecked()[:most]:
        try:
            found += check_file(file, now=now)
        except scanner.ScannerSilent:
            return found
    return found


def check_file(file: EvidenceFile, *, now: datetime) -> bool:
    """Look at one file; False when its bytes are not there to be read."""
    row = getattr(file, "check_row", None) or FileCheck(file=file)
    try:
        with file.blob.open("rb") as content:
            verdict = scanner.scan(content)
            if verdict.state != ScanState.INFECTED and row.looked_at is None and file.mime in PICTURES:
                _look(row, file, now)
    except (FileNotFoundError, ValueError):
        return False
    row.scan, row.threat = verdict.state, verdict.words
    row.scanned_at = now if scanner.is_configured() else None
    values = {name: getattr(row, name) for name in _COLUMNS}
    if verdict.state == ScanState.INFECTED:
        _quarantine(file, values, now)
    else:
        FileCheck.objects.update_or_create(file=file, defaults=values)
    return True


def _look(row: FileCheck, file: EvidenceFile, now: datetime) -> None:
    """Keep the copy beside the original, and what the camera wrote."""
    with file.blob.open("rb") as content:
        picture = look_at(content)
    row.looked_at = now
    if picture is None:
        return
    row.preview.save("preview", ContentFile(picture.copy), save=False)
    row.preview_sha256 = hashlib.sha256(picture.copy).hexdigest()
    row.taken_at, row.camera = picture.taken_at, picture.camera
    row.latitude, row.longitude = picture.latitude, picture.longitude


def _quarantine(file: EvidenceFile, values: dict[str, object], now: datetime) -> None:
    """Noted in the dossier once, and told to the sender and to the team."""
    case = Case.objects.get(pk=file.case_id)
    with deed(case, by=None, now=now, even_paused=True) as wave:
        known = FileCheck.objects.filter(file=file, scan=ScanState.INFECTED).exists()
        FileCheck.objects.update_or_create(file=file, defaults=values)
        if not known:
            wave.tell(wave.case, "quarantine_file", detail=f"{file.name} · {file.sha256[:12]}")
            _warn(wave, file)


def _warn(wave: Wave, file: EvidenceFile) -> None:
    team = TeamMember.objects.serving().filter(case_id=wave.case.root_case_id, user__isnull=False)
    people = {member.user_id for member in team if member.user_id} | {file.received_by_id}
    messages.queue(
        wave.case,
        User.objects.filter(pk__in=people, is_active=True).order_by("pk"),
        key=f"quarantine:{file.pk}",
        subject=_("Một tệp đã nộp có mã độc, đã cách ly"),
        body=_(
            "Một tệp trong hồ sơ %(case)s có mã độc nên đã được cách ly: không mở được, không bị xóa. "
            "Người nộp đăng nhập Kiểm tra số, kiểm tra máy rồi nộp bản sạch thay tệp đó."
        )
        % {"case": wave.case.code},
        by=None,
        now=wave.now,
        jobs=wave.jobs,
    )
