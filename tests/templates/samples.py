"""Invented contexts of every page, as plain objects: a page needs no database to be looked at."""

from collections.abc import Callable
from types import SimpleNamespace as Thing
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.test import RequestFactory

SCHOOL = "Trường Cao đẳng Minh Hoạ Đắk Nông"
CODE = "KT-2026-014"
RATINGS = [
    ("complies", "Đúng quy định"),
    ("falls_short", "Chưa đúng, chưa đủ"),
    ("not_applicable", "Không áp dụng"),
    ("not_enough", "Chưa đủ căn cứ"),
]


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class StepForm(forms.Form):
    """Every shape of field a deed asks for."""

    number = forms.CharField(label="Số, ký hiệu", help_text="Ghi đúng như trên văn bản đã phát hành.")
    issued_on = forms.DateField(label="Ngày ban hành")
    reason = forms.CharField(label="Ghi chú", widget=forms.Textarea, required=False)
    route = forms.ChoiceField(
        label="Cách ký",
        choices=[("digital", "Ký số"), ("hand", "Ký tay trên bản giấy")],
        widget=forms.RadioSelect,
    )
    signer = forms.ChoiceField(label="Người ký", choices=[("", "Chọn người ký"), ("1", "Trần Thị Bình")])
    scan = forms.FileField(label="Bản quét", help_text="Tệp PDF, tối đa 25 MB.")
    heard = forms.BooleanField(label="Đã đọc lại cho các bên cùng nghe")


class ItemForm(forms.Form):
    """The form of one item."""

    result = forms.CharField(label="Kết quả ghi nhận", widget=forms.Textarea)
    rating = forms.ChoiceField(label="Đánh giá", choices=RATINGS, widget=forms.RadioSelect)
    files = forms.MultipleChoiceField(
        label="Hồ sơ, tài liệu làm căn cứ",
        choices=[("7", "de-an-tuyen-sinh-2026.pdf"), ("9", "bao-cao-ket-qua-tuyen-sinh.xlsx")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """The institution's answers to three items of one request."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in (1, 2, 3):
            self.fields[f"answer_{number}"] = forms.CharField(
                label="Trả lời", widget=forms.Textarea, required=False
            )
            self.fields[f"files_{number}"] = forms.FileField(
                label="Tệp gửi kèm", widget=ManyFiles(attrs={"multiple": True}), required=False
            )
            self.fields[f"refused_{number}"] = forms.BooleanField(
                label="Từ chối cung cấp: không liên quan đến nội dung kiểm tra (Đ.9.1c)", required=False
            )
            self.fields[f"reason_{number}"] = forms.CharField(label="Lý do", required=False)


class FilterForm(forms.Form):
    """The filter of a list."""

    q = forms.CharField(label="Từ cần tìm", required=False)
    phase = forms.ChoiceField(label="Giai đoạn", choices=[("", "Tất cả"), ("a", "Kiểm tra")], required=False)


def menu_of_officer() -> list[Thing]:
    """Answer the left menu of an officer."""
    entries = [
        ("Việc của tôi", "/viec", "check2-square"),
        ("Hồ sơ", "/ho-so", "folder2-open"),
        ("Kế hoạch", "/ke-hoach", "calendar3"),
        ("Cơ sở", "/co-so", "building"),
        ("Chỉ tiêu", "/chi-tieu", "bar-chart"),
        ("Báo cáo", "/bao-cao", "file-earmark-text"),
        ("Quản trị", "/quan-tri", "gear"),
    ]
    return [Thing(label=a, url=b, icon=c, current=b == "/viec") for a, b, c in entries]


def frame(**more: Any) -> dict[str, Any]:
    """Answer what every page gets from the frame's context."""
    accounts = [
        ("giamdoc", "Nguyễn Văn An", "Giám đốc Sở"),
        ("truongdoan", "Trần Thị Bình", "Trưởng đoàn"),
        ("truonga-canbo", "H'Wen Niê Kđăm", "Cán bộ đầu mối của trường"),
    ]
    return {
        "request": RequestFactory().get("/"),
        "csrf_token": "x" * 64,
        "menu": menu_of_officer(),
        "crumbs": [("Hồ sơ", "/ho-so"), (CODE, None)],
        "demo": True,
        "demo_accounts": [
            Thing(username=a, label=b, role=c, current=a == "truongdoan") for a, b, c in accounts
        ],
        "frame": Thing(
            agency="Sở Giáo dục và Đào tạo tỉnh Lâm Đồng",
            person="Trần Thị Bình",
            role="Trưởng đoàn kiểm tra",
            search_url="/tim",
            notifications_url="/thong-bao",
            unread=3,
            switch_url="/doi-vai",
            home_url="/",
        ),
        **more,
    }


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


def case(**more: Any) -> Thing:
    """Answer the short form of a case other pages point back to."""
    return Thing(
        code=CODE, title="Kiểm tra việc tuyển sinh năm 2026", institution=SCHOOL, url="/ho-so/14", **more
    )


TABS = [
    ("overview", "Tổng quan", None),
    ("items", "Nội dung kiểm tra", 12),
    ("findings", "Tồn tại, hạn chế", 2),
    ("exchange", "Trao đổi với đơn vị", 3),
    ("documents", "Văn bản", 4),
    ("files", "Hồ sơ, tài liệu", 9),
    ("team", "Đoàn", 3),
    ("history", "Quá trình xử lý", None),
]
PHASES = (
    "Quyết định",
    "Chuẩn bị",
    "Công bố",
    "Kiểm tra",
    "Biên bản",
    "Báo cáo, thông báo kết quả",
    "Khắc phục",
    "Lưu hồ sơ",
)


def phases(current: int) -> list[Thing]:
    """Answer the eight phases with one of them current."""
    states = ["done"] * current + ["current"] + ["todo"] * (len(PHASES) - current - 1)
    return [Thing(label=label, state=state) for label, state in zip(PHASES, states, strict=True)]


def case_page(tab: str = "overview", *, ready: bool = False) -> dict[str, Any]:
    """Answer the case page on one tab, held up by two gaps or ready to go on."""
    reasons = ["3 nội dung chưa ghi kết quả", "1 tồn tại chưa gắn hồ sơ"]
    page = Thing(
        code=CODE,
        kind_label="Kiểm tra chuyên ngành",
        title="Kiểm tra việc tuyển sinh năm 2026",
        institution=SCHOOL,
        stage_label="Đang kiểm tra",
        phases=phases(3),
        main_offer=Thing(
            label="Lập biên bản kiểm tra",
            url="/ho-so/14/lap-bien-ban",
            enabled=ready,
            reasons=[] if ready else reasons,
        ),
        offers=[
            Thing(label="Gửi yêu cầu cung cấp hồ sơ", url="/ho-so/14/yeu-cau", enabled=True, reasons=[]),
            Thing(
                label="Kết thúc kiểm tra tại đơn vị",
                url="",
                enabled=False,
                reasons=["Trưởng đoàn chưa xác nhận đã trao đổi với đơn vị"],
            ),
        ],
        missing=[] if ready else [Thing(text=line, url="/ho-so/14/noi-dung") for line in reasons],
        deadlines=[
            Thing(
                label="Thời hạn kiểm tra",
                sentence="Thời hạn kiểm tra đến hết ngày 23/11/2026",
                end_text="còn 2 ngày làm việc · thứ Hai 23/11",
                state="soon",
                steps=[
                    "Công bố quyết định ngày 10/11/2026; ngày đầu là 11/11",
                    "10 ngày làm việc (Đ.13.2b)",
                ],
            ),
            Thing(
                label="Trả lời yêu cầu số 1",
                sentence="Đơn vị trả lời đến hết ngày 20/11/2026",
                end_text="quá 1 ngày làm việc",
                state="late",
                steps=[],
            ),
        ],
        tabs=[
            Thing(key=key, label=label, count=count, url=f"?phan={key}", current=key == tab)
            for key, label, count in TABS
        ],
        facts=[
            ("Căn cứ", "Theo kế hoạch kiểm tra chuyên đề đã được phê duyệt (điểm c)"),
            ("Hình thức", "Trực tuyến, từ xa dựa trên dữ liệu điện tử"),
            ("Thời kỳ kiểm tra", "Từ 01/01/2025 đến 30/9/2026"),
            ("Quyết định", "Số 1245/QĐ-SGDĐT ngày 03/11/2026"),
        ],
        children=[
            Thing(title=SCHOOL, stage_label="Đang kiểm tra", url="/ho-so/15", phase="Kiểm tra"),
            Thing(
                title="Trung tâm GDNN Minh Hoạ Gia Nghĩa",
                stage_label="Chờ công bố",
                url="/ho-so/16",
                phase="Chuẩn bị",
            ),
        ],
        parent=None,
    )
    return frame(page=page, **tab_contents())


def file(name: str, *, withdrawn: bool = False) -> Thing:
    """Answer one stored file."""
    return Thing(
        name=name,
        size="2,4 MB",
        sha256="9f2c" * 16,
        uploaded_by="H'Wen Niê Kđăm",
        received_at="14:05 18/11/2026",
        as_of="30/9/2026",
        url="/tep/7",
        withdrawn=withdrawn,
    )


def item(number: int, rating: str, rating_label: str) -> Thing:
    """Answer one item of the checklist."""
    return Thing(
        code=f"TS.{number:02}",
        requirement="Xây dựng và công bố công khai đề án, thông báo tuyển sinh trước khi tổ chức tuyển sinh",
        citation="Khoản 1 Điều 5 Thông tư về tuyển sinh",
        method_label="Từ xa trên dữ liệu",
        result="Theo báo cáo của đơn vị: đã công bố ngày 02/3/2026. Đoàn đối chiếu: đúng." if rating else "",
        rating=rating,
        rating_label=rating_label,
        origin_label="Hồ sơ đơn vị nộp qua hệ thống" if rating else "Chưa gắn hồ sơ, tài liệu",
        url=f"/ho-so/14/noi-dung/{number}",
        evidence_count=2 if rating else 0,
        finding_count=1 if rating == "falls_short" else 0,
        files=[file("de-an-tuyen-sinh-2026.pdf")],
        guidance="",
    )


def tab_contents() -> dict[str, Any]:
    """Answer what the tabs of the case page list."""
    return {
        "items": [item(n, *pair) for n, pair in enumerate([*RATINGS, ("", "")], start=1)],
        "findings": [
            Thing(
                code="TT.01",
                text="Đơn vị tuyển 12 người ngoài chỉ tiêu đã đăng ký ở nghề Điện công nghiệp.",
                kind_label="Tồn tại, hạn chế",
                state_label="Đã giải trình",
                citation="Khoản 2 Điều 7",
                url="/ton-tai/1",
                explanation="Số người này học liên thông, đơn vị ghi nhầm cột.",
                decision="Giữ nguyên: hồ sơ nhập học ghi trình độ trung cấp chính quy.",
            )
        ],
        "exchange": [
            Thing(
                code="YC-01",
                sent_at="08:30 12/11/2026",
                due_text="trả lời trước 20/11/2026",
                state_label="Đã trả lời 3/4",
                url="/yeu-cau/1",
                items=[
                    Thing(
                        text="Danh sách nhập học năm 2026",
                        state_label="Đã trả lời",
                        answer="Gửi kèm tệp.",
                        files=[file("danh-sach-nhap-hoc.xlsx")],
                    )
                ],
            )
        ],
        "documents": [
            Thing(
                title="Quyết định kiểm tra chuyên ngành",
                number="1245/QĐ-SGDĐT",
                state_label="Đã phát hành",
                state_kind="done",
                signature_words="Đã ký số (2/2), kiểm tra lúc 09:12 03/11/2026",
                issued_on="03/11/2026",
                sha256="ab12" * 16,
                url="/van-ban/1",
                download_url="/van-ban/1/tai",
                pending=False,
            ),
            Thing(
                title="Biên bản kiểm tra",
                number="",
                state_label="Nháp",
                state_kind="soon",
                signature_words="Mới xác nhận điện tử, chưa phải chữ ký",
                issued_on="",
                sha256="",
                url="/van-ban/2",
                download_url="",
                pending=True,
            ),
        ],
        "files": [file("de-an-tuyen-sinh-2026.pdf"), file("ban-cu.pdf", withdrawn=True)],
        "team": [
            Thing(
                name="Trần Thị Bình",
                duty_label="Trưởng đoàn",
                post="Trưởng phòng Giáo dục nghề nghiệp",
                conflict_label="Không có xung đột",
                conflict_state="none",
            ),
            Thing(
                name="Y Bhăm",
                duty_label="Thành viên",
                post="Chuyên viên",
                conflict_label="Chưa khai",
                conflict_state="missing",
            ),
        ],
        "history": [
            Thing(
                at="09:12 03/11/2026",
                who="Nguyễn Văn An",
                role="Giám đốc Sở",
                label="Ban hành quyết định",
                reason="",
                from_label="Trình ký",
                to_label="Đã ban hành",
                document="Quyết định số 1245/QĐ-SGDĐT",
                hash="cd34" * 16,
            ),
            Thing(
                at="08:00 10/11/2026",
                who="Trần Thị Bình",
                role="Trưởng đoàn",
                label="Công bố quyết định",
                reason="Công bố trực tuyến theo đề nghị của đơn vị",
                from_label="Đã ban hành",
                to_label="Đang kiểm tra",
                document="",
                hash="",
            ),
        ],
    }


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
        finding_url="/ton-tai/moi",
        autosave_url="/tu-luu",
        conflict=clash if conflict else None,
        save=Thing(state="conflict" if conflict else "saved", at="14:21", version=5),
        readonly="",
    )


def request_page(*, answered: bool = False) -> dict[str, Any]:
    """Answer the institution's page of an information request."""
    form = AnswerForm()
    texts = [
        "Đề án và thông báo tuyển sinh năm 2026",
        "Danh sách nhập học năm 2026 theo nghề",
        "Hợp đồng liên kết đào tạo",
    ]
    items = [
        Thing(
            text=text,
            citation="Nội dung TS.01 của kế hoạch tiến hành kiểm tra",
            keywords="tuyen sinh",
            state_label="Chờ trả lời",
            state_tone="soon",
            answer="Gửi kèm đề án." if answered else "",
            files=[file("de-an.pdf")] if answered else [],
            answer_field=None if answered else form[f"answer_{number}"],
            files_field=form[f"files_{number}"],
            refused_field=form[f"refused_{number}"],
            reason_field=form[f"reason_{number}"],
        )
        for number, text in enumerate(texts, start=1)
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
            due_text="còn 2 ngày làm việc · 25/11",
            due_state="soon",
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
    return frame(filter_form=FilterForm(), rows=rows)


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
