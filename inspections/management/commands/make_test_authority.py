"""Make the demonstration's certificates: a test root, one for each named person, one for the agency.

Source: practice.md 1 (test certificates are marked CHỨNG THƯ THỬ NGHIỆM). Keys are made here and never committed.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from inspections.documents.signing.places import demo_authority


class Command(BaseCommand):
    """Certificates that exist already are kept, so that the command may be repeated."""

    help = "Tạo chứng thư thử nghiệm cho bản trình diễn: gốc, từng người được nêu tên, và cơ quan."

    def add_arguments(self, parser: CommandParser) -> None:
        """Usernames, and the agency when it is not that of the first person."""
        parser.add_argument("usernames", nargs="*", help="tên đăng nhập của người được cấp chứng thư")
        parser.add_argument("--agency", default="", help="tên cơ quan được cấp chứng thư")

    def handle(self, *args: Any, **options: Any) -> None:
        """Issue what is missing and say whose certificates are there."""
        if not settings.DEMO:
            raise CommandError(
                "Chứng thư thử nghiệm chỉ dùng cho bản trình diễn. Hãy đặt DEMO=1 hoặc bỏ lệnh này."
            )
        authority = demo_authority()
        authority.establish()
        agency = options["agency"]
        for username in options["usernames"]:
            user = get_user_model().objects.filter(username=username).first()
            if user is None:
                raise CommandError(f'Không có người dùng "{username}". Hãy kiểm tra tên đăng nhập.')
            organisation, post = _workplace(user)
            authority.issue(username, name=user.full_name, organisation=organisation or agency, post=post)
            agency = agency or organisation
            self.stdout.write(f"{username}: {user.full_name}")
        if agency:
            authority.issue_to_agency(agency)
            self.stdout.write(f"Cơ quan: {agency}")
        self.stdout.write(f"Chứng thư thử nghiệm ở thư mục {authority.folder}")


def _workplace(user: Any) -> tuple[str, str]:
    """Name of the agency or institution a person works for, and the post held there."""
    post = user.memberships.select_related("department", "institution").order_by("-valid_from").first()
    if post is None:
        return "", ""
    place = post.department or post.institution
    return (place.name if place else ""), post.title
