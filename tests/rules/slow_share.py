"""The figure once more, slowly, from exported JSON and the words of the law alone; it knows nothing of the product.

Written from domain 15 as changed by practice.md 6, to be compared with ``inspections.rules``: a list of plain
dictionaries (facts of lượt as they are exported) goes in, numbers come out. Imports nothing of the product.
"""

import datetime
import json
from typing import Any

PAPER, ON_SITE_DIGITAL, MIXED, REMOTE = 0, 1, 2, 3


def class_of(one: dict[str, Any], rule: dict[str, Any]) -> int:
    """The class: start from the approved plan, strike down by each thing that happened."""
    if one["paper"]:
        return PAPER
    best = {"online": REMOTE, "mixed": MIXED, "": REMOTE}.get(one["method"], ON_SITE_DIGITAL)
    if one["announced_on"] and not one["plan_before_announcement"]:
        best = ON_SITE_DIGITAL
    if best == ON_SITE_DIGITAL or breaks_a_condition(one, rule, best):
        return ON_SITE_DIGITAL
    if best == REMOTE and somebody_was_there(one):
        best = MIXED
    if not one["signed_on"]:
        return best
    while best > ON_SITE_DIGITAL and not good_enough(one, rule, best):
        best -= 1
    return best


def somebody_was_there(one: dict[str, Any]) -> bool:
    """C8: a visit, an item seen on site, or caught in the act."""
    return one["visits"] > 0 or one["site_items"] > 0 or one["caught_in_act"]


def breaks_a_condition(one: dict[str, Any], rule: dict[str, Any], best: int) -> bool:
    """C1, C2, C4, C5 (lateness), C6: what is due and not met leaves a digitised paper file."""
    if one["announced_on"]:
        planned = one["method"] in ("online", "mixed") and one["plan_before_announcement"]
        if not planned or not one["decision_route"] or not one["plan_route"]:
            return True
        if not one["announced_in_system"] or one["caught_in_act"]:
            return True
    if one["on_paper_answers"]:
        return True
    if is_late(one):
        return True
    if one["signed_on"] and not one["remote_items"]:
        return True
    return bool(one["results_due"] and one["results"] and one["results_out"] != one["results"])


def good_enough(one: dict[str, Any], rule: dict[str, Any], wanted: int) -> bool:
    """C3 and C5 for one class: share of remote items resolved on files of the party, signatures."""
    needed = rule["m3_share"] if wanted == REMOTE else rule["m2_share"]
    if 100 * one["remote_on_party_files"] < needed * one["remote_items"]:
        return False
    signed = [one["team_route"]]
    if not one["refused"]:
        signed.append(one["party_route"])
    only_digital = rule["m3_needs_digital"] if wanted == REMOTE else not rule["m2_accepts_hand"]
    return all(one == "digital" or (one == "hand" and not only_digital) for one in signed)


def is_late(one: dict[str, Any]) -> bool:
    """The limit went by without signed minutes."""
    if one["signed_on"] and one["limit_end_on"]:
        return bool(one["signed_on"] > one["limit_end_on"])
    return bool(one["limit_passed"])


def day_counted(one: dict[str, Any], today: str) -> str | None:
    """The day a lượt enters the denominator; None: excluded, or it still runs."""
    if one["exclusion"]:
        return None
    end, signed = one["limit_end_on"], one["signed_on"]
    if end and (signed or today) > end:
        return (datetime.date.fromisoformat(end) + datetime.timedelta(days=1)).isoformat()
    return signed or None


def year(exported: str, rule: dict[str, Any], today: str, of: int) -> dict[str, Any]:
    """a and b of the three readings of one year, from the exported text."""
    seen = [0, 0, 0, 0]
    outside: dict[str, int] = {}
    running = 0
    for one in json.loads(exported):
        day = day_counted(one, today)
        if one["exclusion"]:
            outside[one["exclusion"]] = outside.get(one["exclusion"], 0) + 1
        elif day is None:
            running += 1
        elif day.startswith(f"{of}-"):
            seen[class_of(one, rule)] += 1
    total = sum(seen)
    return {
        "b": total,
        "strict": seen[3],
        "headline": seen[3] + seen[2],
        "broad": seen[3] + seen[2] + seen[1],
        "m": seen,
        "outside": outside,
        "running": running,
        "percent": None if total == 0 else (20_000 * (seen[3] + seen[2]) + total) // (2 * total) / 100,
    }
