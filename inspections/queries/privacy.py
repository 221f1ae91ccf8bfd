"""Personal data as pages and jobs read them: who looked, what was asked, everything that is kept about one person."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from inspections.enums import DataRequestState
from inspections.models import (
    Absence,
    AccessSheet,
    Capacity,
    Case,
    CaseEvent,
    ContactAppointment,
    EvidenceFile,
    FileAccess,
    Invitation,
    ItemShare,
    Membership,
    Message,
    NoticeChoice,
    PersonalDataRead,
    PersonalDataRequest,
    SettingChange,
    TeamMember,
    User,
    VaultDocument,
)
from inspections.queries.people import actor_of, valid_on
from inspections.rules.roles import Actor

OPEN = (DataRequestState.RECEIVED, DataRequestState.DECIDED)
Row = dict[str, str]


@dataclass(frozen=True)
class OwnFile:
    """A file that the person handed in or that is about him; what is left out is named with its reason."""

    name: str
    size: int
    sha256: str
    at: datetime
    where: str
    blob: Any
    case_id: int | None = None


def reads_of(user_id: int) -> QuerySet[PersonalDataRead]:
    """Who looked at this person's data, latest first."""
    return PersonalDataRead.objects.filter(subject_id=user_id).select_related("by").order_by("-id")


def data_requests(department_ids: Collection[int]) -> QuerySet[PersonalDataRequest]:
    """Requests of data subjects that these departments answer."""
    rows = PersonalDataRequest.objects.filter(department_id__in=department_ids)
    return rows.select_related("subject", "received_by", "answered_by", "carried_out_by")


def open_data_requests(department_ids: Collection[int]) -> QuerySet[PersonalDataRequest]:
    """Those that wait, the nearest due day first."""
    return data_requests(department_ids).filter(state__in=OPEN).order_by("due_on", "id")


def home_of(user: User, on: date) -> int | None:
    """The department that keeps a person's account: of his post of the day, else of his last post."""
    held = Membership.objects.filter(user=user).order_by("-valid_from", "-id")
    for rows in (held.filter(valid_on(on)), held):
        for department_id, of_school in rows.values_list("department_id", "institution__department_id"):
            if department_id or of_school:
                return int(department_id or of_school)
    return None


def has_post_from(user_id: int, on: date) -> bool:
    """Does the person hold a post on the day or later?"""
    rows = Membership.objects.filter(user_id=user_id)
    return rows.filter(valid_on(on)).exists() or rows.filter(valid_from__gt=on).exists()


def everything_about(user: User, *, until: datetime) -> dict[str, list[Row]]:
    """What is kept about one person up to a moment, as plain rows by section; the same moment gives the same rows."""
    return {
        "tai_khoan": [_account(user)],
        "chuc_vu": [_post(row) for row in _posts(user)],
        "quyen_han_ky": [_capacity(row) for row in Capacity.objects.filter(user=user).order_by("pk")],
        "thanh_vien_doan": [_member(row) for row in _teams(user)],
        "dot_vang": [_absence(row) for row in Absence.objects.filter(user=user).order_by("pk")],
        "phieu_giao_tai_khoan": [_sheet(row) for row in _until(AccessSheet, "made_at", until, user=user)],
        "giay_cu_dau_moi": [
            _letter(row) for row in _until(ContactAppointment, "appointed_at", until, user=user)
        ],
        "loi_moi": [_invitation(row) for row in _until(Invitation, "invited_at", until, accepted_by=user)],
        "phan_viec_duoc_chia": [_share(row) for row in _until(ItemShare, "shared_at", until, person=user)],
        "thay_doi_ve_tai_khoan": [
            _change(row)
            for row in _until(
                SettingChange, "at", until, subject=SettingChange.Subject.PEOPLE, key=user.username
            )
        ],
        "thong_bao_da_nhan": [_message(row) for row in _until(Message, "queued_at", until, to=user)],
        "viec_da_lam_trong_ho_so": list(_deeds(user, until)),
        "tep_da_mo": list(_opened(user, until)),
        "luot_xem_du_lieu": [_read(row) for row in _until(PersonalDataRead, "at", until, subject=user)],
        "yeu_cau_ve_du_lieu": [
            _request(row) for row in _until(PersonalDataRequest, "received_at", until, subject=user)
        ],
    }


def files_about(user: User, *, until: datetime) -> list[OwnFile]:
    """Files that the person handed in, and letters about him, oldest first."""
    found = [
        OwnFile(row.name, row.size, row.sha256, row.received_at, row.case.code, row.blob, row.case_id)
        for row in _until(EvidenceFile, "received_at", until, received_by=user).select_related("case")
    ]
    found += [
        OwnFile(row.file_name, row.size, row.sha256, row.kept_at, row.institution.name, row.blob)
        for row in _until(VaultDocument, "kept_at", until, kept_by=user).select_related("institution")
    ]
    letters = _until(ContactAppointment, "appointed_at", until, user=user).exclude(scan="")
    found += [
        OwnFile(
            row.scan_name, row.scan.size, row.scan_sha256, row.appointed_at, str(row.institution), row.scan
        )
        for row in letters.select_related("institution")
    ]
    return sorted(found, key=lambda file: (file.at, file.sha256, file.name))


def visible_ids(who: Actor, case_ids: Collection[int]) -> frozenset[int]:
    """Of these dossiers the ones that the person may read today."""
    rows = Case.objects.visible_to(who).filter(pk__in=case_ids)
    return frozenset(rows.order_by().values_list("pk", flat=True))


def actor_on(user: User, on: date) -> Actor:
    """The person with the posts of the day."""
    return actor_of(user, on)


def _until(model: Any, moment: str, until: datetime, **of: Any) -> QuerySet[Any]:
    return model.objects.filter(**{f"{moment}__lte": until}, **of).order_by("pk")  # type: ignore[no-any-return]


def _at(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%d/%m/%Y %H:%M") if moment else ""


def _day(on: date | None) -> str:
    return f"{on:%d/%m/%Y}" if on else ""


def _account(user: User) -> Row:
    choice = NoticeChoice.objects.filter(user=user).first()
    return {
        "ten_dang_nhap": user.username,
        "ho_va_ten": user.full_name,
        "thu_dien_tu": user.email,
        "dien_thoai": user.phone,
        "dang_hoat_dong": "1" if user.is_active else "0",
        "cach_nhan_thu": choice.get_mail_display() if choice else "",
    }


def _posts(user: User) -> QuerySet[Membership]:
    rows = Membership.objects.filter(user=user)
    return rows.select_related("department", "institution").order_by("pk")


def _post(row: Membership) -> Row:
    return {
        "chuc_vu": row.title,
        "vai_tro": row.get_role_display(),
        "noi": str(row.department or row.institution),
        "tu_ngay": _day(row.valid_from),
        "den_ngay": _day(row.valid_until),
        "can_cu": row.appointment_ref,
    }


def _capacity(row: Capacity) -> Row:
    return {
        "quyen_han": str(row),
        "noi_dung": row.scope,
        "can_cu": row.basis,
        "tu_ngay": _day(row.valid_from),
        "den_ngay": _day(row.valid_until),
    }


def _teams(user: User) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(user=user).select_related("case").order_by("pk")


def _member(row: TeamMember) -> Row:
    return {
        "ho_so": row.case.code,
        "nhiem_vu": row.get_duty_display(),
        "ke_khai_luc": _at(row.declared_at),
        "truong_hop": row.conflicts,
        "noi_ro": row.conflict_note,
    }


def _invitation(row: Invitation) -> Row:
    return {"ho_va_ten": row.name, "thu_dien_tu": row.address, "nhan_luc": _at(row.accepted_at)}


def _share(row: ItemShare) -> Row:
    return {"chia_luc": _at(row.shared_at), "loi_dan": row.note, "noi_dung_chuan_bi": row.reply}


def _change(row: SettingChange) -> Row:
    return {"luc": _at(row.at), "truoc": row.before, "sau": row.after, "ly_do": row.reason}


def _absence(row: Absence) -> Row:
    return {"tu_ngay": _day(row.from_on), "den_ngay": _day(row.until_on), "ghi_chu": row.note}


def _sheet(row: AccessSheet) -> Row:
    return {"lap_luc": _at(row.made_at), "dung_luc": _at(row.used_at), "het_han": _at(row.expires_at)}


def _letter(row: ContactAppointment) -> Row:
    return {"chuc_vu": row.title, "so": row.number, "tu_ngay": _day(row.valid_from), "tep": row.scan_name}


def _message(row: Message) -> Row:
    return {"luc": _at(row.queued_at), "tieu_de": row.subject, "noi_dung": row.body}


def _deeds(user: User, until: datetime) -> Iterator[Row]:
    """Dossier, deed and moment only: what the dossier itself says belongs to the dossier."""
    rows = CaseEvent.objects.filter(by=user, recorded_at__lte=until).order_by("pk")
    for code, verb, at, role in rows.values_list("case__code", "verb", "at", "role_words").iterator():
        yield {"ho_so": code, "viec": verb, "luc": _at(at), "vai_tro": role}


def _opened(user: User, until: datetime) -> Iterator[Row]:
    rows = FileAccess.objects.filter(by=user, at__lte=until).order_by("pk")
    for code, way, at in rows.values_list("case__code", "way", "at").iterator():
        yield {"ho_so": code, "cach": way, "luc": _at(at)}


def _read(row: PersonalDataRead) -> Row:
    return {"nguoi_xem": row.by.full_name, "noi_xem": row.get_page_display(), "luc": _at(row.at)}


def _request(row: PersonalDataRequest) -> Row:
    return {
        "yeu_cau": row.get_kind_display(),
        "noi_dung": row.text,
        "ngay_nhan": _day(row.received_on),
        "han": _day(row.due_on),
        "tinh_trang": row.get_state_display(),
        "tra_loi": row.answer,
    }
