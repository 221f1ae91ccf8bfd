"""Pages that are written from the code say what the code says; links of our pages lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE_BY_BROWSER_TESTS = "docs/images/"
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def pages() -> list[Path]:
    """Every page of the documentation."""
    return [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def test_the_page_of_states_is_what_the_tool_writes_today() -> None:
    asked = subprocess.run([sys.executable, "tools/diagram.py", "--check"], cwd=ROOT, check=False)
    assert asked.returncode == 0, "chạy: python tools/diagram.py"


def test_every_link_between_pages_leads_to_a_file() -> None:
    dead = []
    for page in pages():
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if "://" in target or target.startswith(MADE_BY_BROWSER_TESTS):
                continue
            if not (page.parent / target).exists():
                dead.append(f"{page.relative_to(ROOT)}: {target}")
    assert dead == []


def test_no_page_calls_our_own_activity_thanh_tra() -> None:
    for page in ROOT.glob("docs/huong-dan/*.md"):
        for line in page.read_text(encoding="utf-8").splitlines():
            assert "thanh tra" not in line.lower() or "cơ quan thanh tra" in line, f"{page.name}: {line}"


def test_the_readme_names_every_demo_account() -> None:
    from inspections.management.demo.people import ACCOUNTS

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [account.username for account in ACCOUNTS if f"`{account.username}`" not in text] == []
