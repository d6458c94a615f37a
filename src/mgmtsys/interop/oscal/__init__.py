"""OSCAL in JSON, both ways: catalogues, mapping collections and assessment results (NIST, 1.1 and 1.2)."""
