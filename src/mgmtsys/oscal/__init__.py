"""OSCAL in JSON: catalogues and mapping collections both ways, and assessment results (NIST, 1.1 and 1.2)."""

from mgmtsys.values.faces import face

__getattr__, __dir__ = face(__name__)
