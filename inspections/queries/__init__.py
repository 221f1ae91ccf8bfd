"""Reads that several callers share; nothing here writes."""
