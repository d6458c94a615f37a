"""Floor 3: schemes and marks, indicators, ratings, and what the next grade asks for."""

from mgmtsys.values.faces import face

__getattr__, __dir__ = face(__name__)
