"""What every page's frame is given, and the forms of the sample pages."""

from types import SimpleNamespace as Thing
from typing import Any

from django import forms
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
