"""Journeys from BPMN 2.0 files, whoever wrote them."""
