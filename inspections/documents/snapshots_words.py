"""The few words of fixed meaning in a snapshot: kinds of documents, units, methods, ratings, outcomes."""

from typing import Literal

DocumentKind = Literal[
    "decision",
    "conduct_plan",
    "announcement_record",
    "information_request",
    "minutes",
    "extension",
    "pause",
    "resumption",
    "termination",
    "party_termination",
    "revocation",
    "amendment",
    "replacement",
    "plan_adjustment",
    "supplementary_minutes",
    "proposal_sheet",
    "overlap_sheet",
    "pledge_sheet",
    "schedule_notice",
    "referral_handover",
    "contents",
    "correction_letter",
    "submission_receipt",
    "outline_report",
    "result_report",
    "result_notice",
    "remedy_request",
    "remedy_report",
    "urging_letter",
    "superior_report",
    "completion_notice",
    "closing_record",
]
DayUnitWord = Literal["day", "working_day"]
Method = Literal["online", "on_site", "mixed"]
ItemMethod = Literal["online", "on_site"]
RatingWord = Literal["complies", "falls_short", "not_applicable", "not_enough"]
FindingKindWord = Literal["shortcoming", "sign_of_violation"]
OpinionState = Literal["given", "none", "not_yet"]
RefusalOutcome = Literal["refused", "invited_not_signed"]
WitnessKind = Literal["commune", "witness"]
