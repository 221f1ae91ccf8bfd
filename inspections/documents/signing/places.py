"""Where this installation keeps its test authority and whom it trusts.

Source: practice.md 1 ("trust anchors in a folder"). An administrator puts the roots of the public authorities and
of the Government Cipher Committee there; the test root is there only where the demonstration put it.
"""

from pathlib import Path

from django.conf import settings

from inspections.documents.signing.authority import DemoAuthority
from inspections.documents.signing.credentials import certificates_from, is_test


def signing_folder() -> Path:
    """The folder named by SIGNING_FOLDER."""
    return Path(settings.SIGNING_FOLDER)


def demo_authority() -> DemoAuthority:
    """The test authority of this installation."""
    return DemoAuthority(signing_folder())


def trust_roots() -> list[bytes]:
    """The authorities trusted here; a test root counts in the demonstration only."""
    folder = demo_authority().trusted
    if not folder.is_dir():
        return []
    roots = certificates_from([folder])
    return [root.dump() for root in roots if settings.DEMO or not is_test(root)]
