"""Strategies for every public type, to prove laws of one's own: ``@given(systems())``.

Names are loaded when they are first used, so that the pytest plugin next to them costs nothing.
"""

from mgmtsys.values.faces import face

__getattr__, __dir__ = face(__name__)
