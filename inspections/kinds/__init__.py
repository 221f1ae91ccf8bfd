"""Kinds of case as data; ``KINDS`` is the registry every other room asks instead of testing ``kind``."""

from inspections.kinds.base import KINDS, Kind, register
from inspections.kinds.inspected_party import INSPECTED_PARTY, PartyStage
from inspections.kinds.inspection import INSPECTION, InspectionStage

__all__ = ["INSPECTED_PARTY", "INSPECTION", "KINDS", "InspectionStage", "Kind", "PartyStage", "register"]
