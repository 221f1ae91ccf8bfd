"""Pure judgement: answers with reasons, from facts and the day; no query, no clock, no request."""
