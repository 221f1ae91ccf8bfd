"""Invented contexts of every page, as plain objects: a page needs no database to be looked at."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace as Thing
from typing import Any

from django.core.paginator import Paginator

from tests.templates.sample_case import TABS, case, case_page, file, item
from tests.templates.sample_frame import (
    CODE,
    SCHOOL,
    AnswerForm,
    FilterForm,
    ItemForm,
    StepForm,
    frame,
)


def turn(verb: str, due_text: str, due_state: str, *, unread: bool = False) -> Thing:
    """Answer one row of the worklist."""
    return Thing(
        verb=verb,
        title="Kiểm tra việc tuyển sinh năm 2026",
        institution=SCHOOL,
        code=CODE,
        url="/ho-so/14",
        due_text=due_text,
        due_state=due_state,
        why="Bạn là Trưởng đoàn",
        unread=unread,
    )


def worklist() -> dict[str, Any]:
    """Answer the work of a lead with something in every group."""
    groups = [
        ("overdue", "Quá hạn", [turn("Ký biên bản kiểm tra", "quá 1 ngày làm việc · 20/11", "late")]),
        ("today", "Hôm nay", [turn("Ghi kết quả 3 nội dung", "hôm nay · 23/11", "soon", unread=True)]),
        (
            "week",
            "Tuần này",
            [
                turn("Xem trả lời của đơn vị (4 nội dung)", "còn 2 ngày làm việc · 25/11", "soon"),
                turn("Khai xung đột lợi ích", "còn 3 ngày làm việc · 26/11", "calm"),
            ],
        ),
        ("later", "Sau đó", []),
        ("waiting", "Chờ người khác", [turn("Chờ Giám đốc duyệt kế hoạch tiến hành", "", "none")]),
    ]
    counts = {"overdue": 1, "today": 1, "week": 2, "later": 0, "waiting": 1, "total": 5}
    return frame(groups=groups, counts=counts, crumbs=None)


def step_page(*, wrong: bool = False, blocked: bool = False) -> dict[str, Any]:
    """Answer the page of one deed: ready, refused by its form, or blocked."""
    form = StepForm({"number": "", "issued_on": "31/02/2026"}) if wrong else StepForm()
    if wrong:
        form.add_error(None, "Ngày ký phải không trước ngày lập kế hoạch 01/11/2026.")
    return frame(
        case=case(),
        step=Thing(
            label="Nhận lại quyết định đã phát hành",
            consequence="Sau khi nhận, quyết định khóa lại và Đoàn kiểm tra được thông báo ngay.",
            law="Điều 13 Nghị định 217/2025/NĐ-CP",
        ),
        form=form,
        blockers=["Chưa chọn Trưởng đoàn", "Thành viên Y Bhăm chưa khai xung đột lợi ích"] if blocked else [],
        context_template="",
    )


def special_step(name: str, **more: Any) -> tuple[str, Callable[[], dict[str, Any]]]:
    """Answer a deed that shows something beside its form."""
    return f"inspections/steps/{name}.html", lambda: {**step_page(), **more}


DAY = dt.date(2025, 11, 20)
PAST = [Thing(day=DAY, title="Kiểm tra văn bằng", theme="Văn bằng", stage_label="Đã lưu", url="/hs/2")]
FINDING = Thing(
    code="TT.01",
    text="Tuyển vượt 12 người.",
    get_kind_display="Tồn tại, hạn chế",
    get_state_display="Đã giải trình",
    locator="Khoản 2 Điều 7",
    act="Thông tư về tuyển sinh",
    agrees=False,
    explanation="Ghi nhầm cột.",
    explained_at=DAY,
)
SPECIAL = {
    "step_sign": special_step(
        "sign_document",
        document=Thing(title="Biên bản kiểm tra"),
        document_url="/van-ban/2",
        short_hash="ab12cd34ef56",
        return_url="",
        refusal_url="/khong-ky",
    ),
    "step_overlap": special_step(
        "review_overlap",
        parties=[
            Thing(name=SCHOOL, form_label="Công lập", past=PAST),
            Thing(name="Trung tâm B", form_label="Tư thục", past=[]),
        ],
    ),
    "step_finding": special_step("finding", finding=FINDING, files=[]),
    "step_refusal": special_step(
        "decide_refusal",
        asked=Thing(
            label="Hợp đồng thuê nhà xưởng", relevance="TS.03", reply="Không thuộc nội dung tuyển sinh."
        ),
    ),
    "step_confirm": special_step("confirm_minutes", code_url="/ma", minutes_url="/bien-ban"),
    "step_outline": special_step(
        "outline_report",
        outline=[Thing(requirement="Công khai đề án tuyển sinh")],
        details=Thing(
            session_at=dt.datetime(2026, 11, 9, 8, 30, tzinfo=dt.UTC),
            session_channel="Họp trực tuyến",
            report_due_on=DAY,
        ),
        note="Báo cáo theo các nội dung sau",
        prepare_url="/soan-bao-cao",
    ),
    "step_assignment": special_step("assignment"),
    "step_plan": special_step("conduct_plan"),
    "propose": ("inspections/propose.html", lambda: frame(form=StepForm(), cancel_url="/ho-so")),
    "pending_document": (
        "inspections/pending_document.html",
        lambda: frame(case=case(), document=Thing(title="Quyết định kiểm tra")),
    ),
}


def item_page(*, conflict: bool = False) -> dict[str, Any]:
    """Answer the conduct page of one item, with or without a clash with a colleague."""
    words = "Theo báo cáo của đơn vị: đã công bố ngày 02/3/2026.\nĐoàn đối chiếu: "
    form = ItemForm(initial={"result": words, "rating": "falls_short", "version": 4})
    clash = Thing(
        who="Y Bhăm", at="14:20", value="Đoàn đối chiếu: chưa công bố.", rating_label="Chưa đúng, chưa đủ"
    )
    return frame(
        case=case(),
        item=item(4, "falls_short", "Chưa đúng, chưa đủ"),
        form=form,
        progress=Thing(done=23, total=58),
        previous_url="/3",
        next_url="/5",
        autosave_url="/tu-luu",
        conflict=clash if conflict else None,
        save=Thing(state="conflict" if conflict else "saved", at="14:21", version=5),
        readonly="",
    )


ASKED = (
    "Đề án và thông báo tuyển sinh năm 2026",
    "Danh sách nhập học năm 2026 theo nghề",
    "Hợp đồng liên kết đào tạo",
)


def request_page(*, answered: bool = False) -> dict[str, Any]:
    """Answer the institution's page of an information request."""
    form = AnswerForm()
    items = [
        Thing(
            text=text,
            citation="Nội dung TS.01 của kế hoạch tiến hành kiểm tra",
            keywords="tuyen sinh",
            drop_words=text,
            state_label="Chờ trả lời",
            state_tone="soon",
            answer="Gửi kèm đề án." if answered else "",
            files=[file("de-an.pdf")] if answered else [],
            answer_field=None if answered else form[f"answer_{number}"],
            files_field=form[f"files_{number}"],
            refused_field=form[f"refused_{number}"],
            reason_field=form[f"reason_{number}"],
        )
        for number, text in enumerate(ASKED, start=1)
    ]
    return frame(
        case=case(),
        letter=Thing(
            code="YC-01",
            title="Cung cấp hồ sơ về tuyển sinh năm 2026",
            asker="Đoàn kiểm tra theo Quyết định số 1245/QĐ-SGDĐT, Sở Giáo dục và Đào tạo tỉnh Lâm Đồng",
            what="Đề nghị Trường cung cấp 3 nội dung dưới đây để Đoàn kiểm tra từ xa, không phải đến tận nơi.",
            sent_at="08:30 12/11/2026",
            due_text="thứ Sáu 20/11/2026",
            due_state="soon",
            remaining="còn 3 ngày làm việc",
            why="Điểm b khoản 2 Điều 11 Nghị định 217/2025/NĐ-CP",
            contact="Trần Thị Bình, Trưởng đoàn",
            phone="0261 0000 000",
        ),
        items=items,
        places=range(1, len(items) + 1),
        form=None if answered else form,
        readonly="",
        common_fields=[],
        receipts=[
            Thing(
                code="BN-2026-031",
                at="14:05 18/11/2026",
                who="H'Wen Niê Kđăm",
                summary="2 nội dung, 5 tệp",
                url="/bien-nhan/31",
            )
        ],
    )


def minutes_page(*, clean: bool = False) -> dict[str, Any]:
    """Answer the minutes both sides see."""
    lines = [Thing(text="Nội dung TS.04 ghi đúng quy định nhưng có tồn tại TT.01", url="/ton-tai/1")]
    return frame(
        case=case(),
        contradictions=[] if clean else lines,
        sections=[
            Thing(
                heading="I. Thành phần làm việc",
                paragraphs=["Đoàn kiểm tra: bà Trần Thị Bình, Trưởng đoàn.", "Đơn vị: ông Lê Văn Cường."],
            ),
            Thing(
                heading="II. Kết quả kiểm tra",
                paragraphs=["1. Về đề án tuyển sinh: đơn vị đã công bố ngày 02/3/2026, đúng quy định."],
            ),
        ],
        remarks=[
            Thing(
                finding="TT.01",
                stance_label="Không đồng ý",
                text="Số người này học liên thông.",
                reply="Giữ nguyên.",
                who="Lê Văn Cường",
                at="15:00 20/11/2026",
            )
        ],
        remark_form=None,
        confirmations=[
            Thing(who="Trần Thị Bình", side_label="Đoàn kiểm tra", at="15:40 20/11/2026", note="")
        ],
        signature_words="Mới xác nhận điện tử, chưa phải chữ ký",
        print_url="/in",
        main_offer=Thing(
            label="Ký biên bản",
            url="/ky",
            enabled=clean,
            reasons=[] if clean else ["Biên bản còn 1 chỗ mâu thuẫn"],
        ),
        offers=[Thing(label="Ghi nhận đơn vị không ký", url="/khong-ky", enabled=True, reasons=[])],
    )


def case_list() -> dict[str, Any]:
    """Answer the list of cases, second page of three."""
    rows = [
        Thing(
            code=CODE,
            title="Kiểm tra việc tuyển sinh năm 2026",
            institution=SCHOOL,
            url="/ho-so/14",
            stage_label="Đang kiểm tra",
            due_text="Kiểm tra",
        )
    ] * 4
    page_obj = Paginator(rows * 3, 4).page(2)
    main = Thing(label="Lập quyết định kiểm tra", url="/moi", enabled=True, reasons=[])
    return frame(filter_form=FilterForm(), rows=page_obj.object_list, page_obj=page_obj, main_offer=main)


def institution_list() -> dict[str, Any]:
    """Answer the list of institutions."""
    rows = [
        Thing(
            name=SCHOOL, code="CD0001", kind_label="Trường cao đẳng", place="Gia Nghĩa", url="/co-so/1",
            last_inspection="20/11/2025",
        ),
        Thing(
            name="Trung tâm GDNN Minh Hoạ", code="", kind_label="Trung tâm", place="Đà Lạt", url="/co-so/2",
            last_inspection="",
        ),
    ]  # fmt: skip
    return frame(rows=rows, query="")


def institution() -> dict[str, Any]:
    """Answer the profile of one institution."""
    return frame(
        institution=Thing(name=SCHOOL, kind_label="Trường cao đẳng", code="CD0001"),
        overlap="Đã có 1 cuộc kiểm tra cùng nội dung trong năm 2026.",
        current_cases=[
            Thing(title="Kiểm tra tuyển sinh", code=CODE, stage_label="Đang kiểm tra", url="/ho-so/14")
        ],
        past=[
            Thing(
                day="20/11/2025",
                title="Kiểm tra văn bằng, chứng chỉ",
                agency="Sở GD&ĐT Lâm Đồng",
                method_label="Trực tiếp",
                url="",
            )
        ],
        facts=[("Địa chỉ", "Phường Bắc Gia Nghĩa, tỉnh Lâm Đồng"), ("Người đứng đầu", "Lê Văn Cường")],
    )


def portal_home() -> dict[str, Any]:
    """Answer the first page of an institution."""
    rows = [turn("Trả lời 4 nội dung", "còn 2 ngày làm việc · 26/11", "soon", unread=True)]
    return frame(
        institution=Thing(name=SCHOOL),
        groups=[("week", "Tuần này", rows)],
        counts={"week": 1, "total": 1},
        cases=[Thing(title="Kiểm tra tuyển sinh", code=CODE, stage_label="Đang kiểm tra", url="/hs/1")],
        crumbs=None,
    )


def sent_mail() -> dict[str, Any]:
    """Answer the mails the demo did not send."""
    mail = Thing(
        subject="Có yêu cầu mới cần trả lời",
        to="vanthu@truong.example",
        sent_at="08:30 12/11/2026",
        state_label="Không gửi ra ngoài",
        body="Kính gửi Trường,\n\nCó một yêu cầu mới trên hệ thống.",
        url="/ho-so/14",
    )
    return frame(rows=[mail])


def search() -> dict[str, Any]:
    """Answer the hits of a search without accents."""
    hits = [Thing(title=SCHOOL, note="Trường cao đẳng · Gia Nghĩa", url="/co-so/1")]
    return frame(query="dak nong", groups=[("Cơ sở", hits)])


PAGES: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "worklist": ("inspections/worklist.html", worklist),
    "worklist_empty": (
        "inspections/worklist.html",
        lambda: frame(groups=[], counts={"total": 0}, crumbs=None),
    ),
    **{f"case_{key}": ("inspections/case.html", lambda key=key: case_page(key)) for key, _, _ in TABS},  # type: ignore[misc]
    "case_ready": ("inspections/case.html", lambda: case_page(ready=True)),
    "step": ("inspections/step.html", step_page),
    "step_wrong": ("inspections/step.html", lambda: step_page(wrong=True)),
    "step_blocked": ("inspections/step.html", lambda: step_page(blocked=True)),
    **SPECIAL,
    "item": ("inspections/item.html", item_page),
    "item_conflict": ("inspections/item.html", lambda: item_page(conflict=True)),
    "minutes": ("inspections/minutes.html", minutes_page),
    "minutes_clean": ("inspections/minutes.html", lambda: minutes_page(clean=True)),
    "case_list": ("inspections/case_list.html", case_list),
    "institution_list": ("inspections/institution_list.html", institution_list),
    "institution": ("inspections/institution.html", institution),
    "sent_mail": ("inspections/sent_mail.html", sent_mail),
    "search": ("inspections/search.html", search),
    "portal_home": ("portal/home.html", portal_home),
    "request": ("portal/request.html", request_page),
    "request_answered": ("portal/request.html", lambda: request_page(answered=True)),
    "403": ("403.html", frame),
    "404": ("404.html", frame),
    "409": ("409.html", frame),
    "500": ("500.html", dict),
}
