# What `mgmtsys.auditing` offers beside what stands at the top.

from mgmtsys.auditing.check import (
    all_of as all_of,
    also_evidences as also_evidences,
    any_of as any_of,
    for_each as for_each,
    graded as graded,
    only_when as only_when,
)
from mgmtsys.auditing.checks.confirmations import confirmable_evidence as confirmable_evidence
from mgmtsys.auditing.checks.smart import Letter as Letter, Mark as Mark, smart as smart
from mgmtsys.auditing.outcome import Outcome as Outcome, narrowed as narrowed
from mgmtsys.auditing.questions import (
    QUESTIONS as QUESTIONS,
    Answer as Answer,
    Question as Question,
)
from mgmtsys.auditing.row import Coverage as Coverage, RowChange as RowChange
from mgmtsys.auditing.seen import Seen as Seen
from mgmtsys.auditing.status import row_status as row_status
from mgmtsys.auditing.through import matrix_through as matrix_through
