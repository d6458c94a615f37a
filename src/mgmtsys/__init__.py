"""Management-system compliance as values: a system is a value, a check is a function, an audit a sum.

* to build a system: ManagementSystem, Party, RaciMatrix, PolicyStatement, Aspect, Obligation, RiskOrOpportunity,
  Objective, Series, Measure, Baseline, Target, Programme, Action, Monitoring, DeviationPolicy, Band, Procedure, Form,
  Evidence, Text, Quantity, Period, Duration, Frequency, Deadline
* to read and write it: load, loads, save, structure, unstructure, InvalidDocument, NotUnderstood
* to check it: check, Check, STANDARD, audit, dossier, lint, Report, Finding, Grade, Waiver
* to read its matrix: clause_matrix, ClauseMatrix, Status, render, write, shipped, Standard, ClauseNumber, ClauseRef,
  Crosswalk, transfer
* to evaluate it: load_readings, Record, Reading, Register, evaluate, Evaluation, Verdict, State, deviation_of, Deviation

Everything else stands in its room, as ``ms.scoring.Scheme``; ``dir(ms.scoring)`` lists a room.
Names are loaded when they are first used, so that importing the library costs next to nothing.

>>> import mgmtsys as ms
>>> ms.Quantity.parse("76%") in ms.Target.at_least("80%")
False
"""

from mgmtsys.values.faces import face

__getattr__, __dir__ = face(__name__)
