"""Is the record ready? Each function answers the full list of what is missing."""
