"""May this person? Each function answers a refusal sentence or None; it never looks at completeness."""
