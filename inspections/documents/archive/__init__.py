"""The sealed archive of a dossier: its manifest, its readable index, its zip, and the verifier that travels in it.

Whoever holds the zip proves it without this product: one file of Python, the standard library, an empty folder. What
the zip says of itself is compared with the paper record of closing, which prints the two hashes (practice.md 6).
"""

from .events import event_rows as event_rows
from .events import events_json as events_json
from .manifest import ClosingTerms as ClosingTerms
from .manifest import contents_rows as contents_rows
from .manifest import manifest_json as manifest_json
from .manifest import manifest_of as manifest_of
from .manifest import manifest_sha256 as manifest_sha256
from .writer import Piece as Piece
from .writer import Stored as Stored
from .writer import WrongBytes as WrongBytes
from .writer import sha256_of as sha256_of
from .writer import write_zip as write_zip
