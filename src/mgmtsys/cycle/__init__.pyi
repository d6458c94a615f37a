# What `mgmtsys.cycle` offers beside what stands at the top.

from mgmtsys.cycle.decision import Decision as Decision, Move as Move, responses as responses
from mgmtsys.cycle.explanation import explain as explain
from mgmtsys.cycle.forms import fill as fill
from mgmtsys.cycle.management_review import review_inputs as review_inputs
from mgmtsys.cycle.review import (
    due as due,
    periodic_review as periodic_review,
    process_figures as process_figures,
    responses_due as responses_due,
)
