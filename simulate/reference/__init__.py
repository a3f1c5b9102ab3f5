"""The reference engine: one SimPy environment a customer."""
