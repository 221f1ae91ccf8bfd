import pytest
from django.test import Client
from django.urls import reverse
from tests.crawl import follow_up, doors as d
from tests.crawl.test_doors import faults_at, undefined_variables_are_errors, nobody_holds_a_certificate
from tests.crawl.world import WALKERS
from tests.crawl.doors import Door
from tests.crawl.table import DEPARTMENT, PARTY_DEEDS
from inspections.steps import STEPS
VERBS = ["review_remedy","confirm_remedy","end_remedy_item","draft_urging_letter","draft_superior_report","check_effect"]
@pytest.mark.usefixtures("nobody_holds_a_certificate")
def test_mine(built_world, db):
    world = built_world
    follow_up.keep(world)
    ds = [Door(*row) for row in follow_up.doors_of_follow_up(world)]
    for q in ("", "?loc=effect", "?loc=late","?loc=done"):
        ds.append(Door("follow_up", reverse("follow_up")+q, DEPARTMENT, DEPARTMENT))
    for v in VERBS:
        step = STEPS["inspected_party"][v]
        own = world.party("checked")
        ds += list(d._deed(own, step, d.who_sees("checked", own), PARTY_DEEDS[v][1]))
        ds += list(d._deed(world.party("foreign_checked"), step, frozenset(), frozenset()))
    faults = []
    for w in WALKERS:
        c = Client(); c.force_login(world.people[w])
        for door in ds:
            for m in door.methods:
                faults += list(faults_at(c, door, w, m))
    print(len(ds))
    assert not faults, "\n".join(faults[:40])
