"""The tables that a forecast holds beside its main figures, in their order."""

from journeykit.simulate.tables import (
    ages,
    arms,
    attribution,
    cohorts,
    complaints,
    flows,
    funnel,
    gaps,
    held,
    outside,
    rfm,
    room,
    segments,
    volume,
)

QUESTIONS = (
    held.QUESTION,
    room.QUESTION,
    outside.QUESTION,
    complaints.QUESTION,
    arms.QUESTION,
    attribution.QUESTION,
    funnel.QUESTION,
    flows.QUESTION,
    volume.QUESTION,
    gaps.QUESTION,
    segments.QUESTION,
    cohorts.QUESTION,
    ages.QUESTION,
    rfm.QUESTION,
)
