"""Who drafts, signs and issues the result papers (inspections/steps/result_papers.py)."""

LEAD, CLERK = frozenset({"lead"}), frozenset({"records_clerk"})
SIGNERS = frozenset({"director", "deputy_director"})
INSPECTION_DEEDS = {
    "propose_result": ("checked", LEAD),
    "sign_result": ("checked", SIGNERS),
    "return_result": ("checked", SIGNERS),
    "assign_result_signer": ("checked", SIGNERS),
    "issue_result": ("checked", CLERK),
}
PARTY_DEEDS = {"draft_result": ("checked", LEAD)}
