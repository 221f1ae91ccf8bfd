"""Only the doors of files."""
import pytest
from django.test import Client
from tests.crawl.conftest import *
from tests.crawl.test_doors import faults_at
MINE = {"uploads","upload","evidence","evidence_page","evidence_preview","document"}
SLUGS = ("rut-tai-lieu-cua-doan","ban-moi-cua-doan","rut-tep-da-nop","nop-ban-moi","dung-cho-noi-dung-khac")
def test_mine(world, doors):
    names = {d.name for d in doors}
    print("missing", MINE - names)
    found = []
    for walker in ("lead","team_member","institution_clerk","institution_head","director","administrator","nobody","records_clerk"):
        client = Client(); client.force_login(world.people[walker])
        for d in doors:
            if walker in d.tried_by and (d.name in MINE or any(s in d.url for s in SLUGS)):
                for m in d.methods:
                    found += list(faults_at(client, d, walker, m))
    assert not found, "\n".join(found[:40])
