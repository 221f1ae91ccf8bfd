"""Who plans, prepares, prints and hands in what was mended, asks for a later day and answers (inspections/steps/remedies.py)."""

SCHOOL = frozenset({"institution_head", "institution_clerk"})
PARTY_DEEDS = {
    "submit_remedy_plan": ("checked", SCHOOL),
    "save_remedy_report": ("checked", SCHOOL),
    "print_remedy_report": ("checked", SCHOOL),
    "report_remedy": ("checked", frozenset({"institution_head"})),
    "ask_later_date": ("checked", SCHOOL),
    "decide_later_date": ("checked", frozenset({"director", "deputy_director"})),
}
