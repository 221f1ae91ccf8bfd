"""What the acts of the journey share: who plays, which dossier, the papers handed in."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.browser.visitor import Visitor, Visitors
from tests.browser.watch import PHONE
from tests.factories import evil_files

SCHOOL = "Trường Cao đẳng Minh Hoạ A"
LEAD, OFFICER, SECTION_HEAD, DIRECTOR, CLERK = "truongdoan", "chuyenvien", "truongphong", "giamdoc", "vanthu"
MEMBERS = ("thanhvien1", "thanhvien2")
HEAD, SCHOOL_CLERK = "truonga-hieutruong", "truonga-canbo"
NAMES = {LEAD: "Hoàng Minh Đức", MEMBERS[0]: "H'Wen Niê Kđăm", MEMBERS[1]: "Vũ Đức Thắng"}


@dataclass
class Play:
    """One inspection played by everybody."""

    visitors: Visitors
    folder: Path
    title: str = "Kiểm tra công tác tuyển sinh theo chỉ đạo"
    code: str = ""
    case_path: str = ""
    party_path: str = ""
    items: list[str] = field(default_factory=list)

    @property
    def today(self) -> str:
        """Today as a person types it."""
        return f"{date.today():%d/%m/%Y}"

    def person(self, username: str) -> Visitor:
        """Somebody at a desk."""
        return self.visitors.person(username)

    def phone(self, username: str) -> Visitor:
        """The same person in the field, with a phone."""
        visitor = self.visitors.person(username)
        visitor.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        return visitor

    def at_case(self, username: str) -> Visitor:
        """Somebody who opens the dossier."""
        visitor = self.person(username)
        visitor.open(self.case_path)
        return visitor

    def at_party(self, username: str, tab: str = "") -> Visitor:
        """Somebody who opens the file of the inspected institution."""
        visitor = self.person(username)
        visitor.open(self.party_path + (f"?tab={tab}" if tab else ""))
        return visitor

    def pdf(self, name: str, pages: int = 1) -> Path:
        """An honest PDF on the disk of the person who hands it in."""
        path = self.folder / name
        path.write_bytes(evil_files.pdf(pages=pages))
        return path

    def photo(self, name: str) -> Path:
        """A photograph taken with the phone."""
        path = self.folder / name
        path.write_bytes(evil_files.jpeg(1200, 900))
        return path
