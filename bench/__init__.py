"""Our pages against bare twins: the least Django view that gives the same data (not a part of the checks)."""
