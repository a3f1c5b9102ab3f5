"""BPMN 2.0 XML with its diagram, from a geometry."""
