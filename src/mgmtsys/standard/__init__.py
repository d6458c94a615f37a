"""Floor 2: clauses as trees, editions and their amendments, and what is claimed between editions."""

from mgmtsys.values.faces import face

__getattr__, __dir__ = face(__name__)
