"""OSCAL in JSON: catalogues and mapping collections both ways, and assessment results (NIST, 1.1 and 1.2)."""
