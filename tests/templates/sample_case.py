"""An invented case with every tab of its page."""

from types import SimpleNamespace as Thing
from typing import Any

from tests.templates.sample_frame import CODE, RATINGS, SCHOOL, frame


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


def deadlines_shown() -> list[Thing]:
    """One that is near and one that has passed."""
    return [
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
    ]


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
        deadlines=deadlines_shown(),
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
        badge="badge-box badge-done" if rating == "complies" else "badge-box",
        glyph="check-lg" if rating == "complies" else "",
        files_words="2 tệp" if rating else "",
        findings_words="1 tồn tại, hạn chế" if rating == "falls_short" else "",
        files=[file("de-an-tuyen-sinh-2026.pdf")],
        guidance="",
    )


def findings_listed() -> list[Thing]:
    """One finding."""
    return [
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
    ]


def exchange_listed() -> list[Thing]:
    """One request."""
    return [
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
    ]


def documents_listed() -> list[Thing]:
    """An issued paper and a draft."""
    return [
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
    ]


def team_listed() -> list[Thing]:
    """Lead and member."""
    return [
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
    ]


def history_listed() -> list[Thing]:
    """Two events."""
    return [
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
    ]


def tab_contents() -> dict[str, Any]:
    """Answer what the tabs of the case page list."""
    return {
        "items": [item(n, *pair) for n, pair in enumerate([*RATINGS, ("", "")], start=1)],
        "findings": findings_listed(),
        "exchange": exchange_listed(),
        "documents": documents_listed(),
        "files": [file("de-an-tuyen-sinh-2026.pdf"), file("ban-cu.pdf", withdrawn=True)],
        "team": team_listed(),
        "history": history_listed(),
    }
