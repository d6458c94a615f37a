# What `import mgmtsys` offers; everything else stands in its room.

from mgmtsys import (
    auditing as auditing,
    cycle as cycle,
    fieldwork as fieldwork,
    files as files,
    oscal as oscal,
    scoring as scoring,
    show as show,
    standard as standard,
    system as system,
    testing as testing,
    values as values,
)
from mgmtsys.auditing.check import Check as Check, check as check
from mgmtsys.auditing.checks import STANDARD as STANDARD, audit as audit
from mgmtsys.auditing.lint import lint as lint
from mgmtsys.auditing.matrix import ClauseMatrix as ClauseMatrix, clause_matrix as clause_matrix
from mgmtsys.auditing.status import Status as Status
from mgmtsys.cycle.dossier import dossier as dossier
from mgmtsys.cycle.evaluation import evaluate as evaluate
from mgmtsys.files.codec import structure as structure, unstructure as unstructure
from mgmtsys.files.loading import load as load, loads as loads, save as save
from mgmtsys.files.readings import load_readings as load_readings
from mgmtsys.files.standards import shipped as shipped
from mgmtsys.show import render as render, write as write
from mgmtsys.standard.clause import (
    ClauseNumber as ClauseNumber,
    ClauseRef as ClauseRef,
    Standard as Standard,
)
from mgmtsys.standard.crosswalk import Crosswalk as Crosswalk
from mgmtsys.standard.transfer import transfer as transfer
from mgmtsys.system.context import (
    Aspect as Aspect,
    Obligation as Obligation,
    PolicyStatement as PolicyStatement,
    RiskOrOpportunity as RiskOrOpportunity,
)
from mgmtsys.system.deviation import Deviation as Deviation, deviation_of as deviation_of
from mgmtsys.system.document import Evidence as Evidence, Form as Form, Procedure as Procedure
from mgmtsys.system.finding import Finding as Finding, Grade as Grade, Waiver as Waiver
from mgmtsys.system.measure import Measure as Measure, Series as Series
from mgmtsys.system.monitoring import Monitoring as Monitoring
from mgmtsys.system.objective import (
    Action as Action,
    Baseline as Baseline,
    Objective as Objective,
    Programme as Programme,
)
from mgmtsys.system.party import Party as Party
from mgmtsys.system.policy import Band as Band, DeviationPolicy as DeviationPolicy
from mgmtsys.system.raci import RaciMatrix as RaciMatrix
from mgmtsys.system.reading import Reading as Reading, Record as Record
from mgmtsys.system.register import Register as Register
from mgmtsys.system.report import Report as Report
from mgmtsys.system.system import ManagementSystem as ManagementSystem
from mgmtsys.system.target import Target as Target
from mgmtsys.system.verdict import Evaluation as Evaluation, State as State, Verdict as Verdict
from mgmtsys.values.deadline import Deadline as Deadline
from mgmtsys.values.exceptions import (
    InvalidDocument as InvalidDocument,
    NotUnderstood as NotUnderstood,
)
from mgmtsys.values.period import Duration as Duration, Frequency as Frequency, Period as Period
from mgmtsys.values.text import Text as Text
from mgmtsys.values.units import Quantity as Quantity
from mgmtsys.values.version import __version__ as __version__
