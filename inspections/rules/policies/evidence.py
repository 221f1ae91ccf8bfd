"""Who may change what stands in the dossier as evidence: each side its own files only (Điều 9.1a, practice.md 5)."""

from inspections.rules.policies.party import refusal_to_answer, refusal_to_conduct

refusal_to_withdraw_evidence = refusal_to_conduct
refusal_to_renew_evidence = refusal_to_conduct
refusal_to_withdraw_own_file = refusal_to_answer
refusal_to_renew_own_file = refusal_to_answer
refusal_to_reuse_own_file = refusal_to_answer
