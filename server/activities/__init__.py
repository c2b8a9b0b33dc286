"""The kinds of activity. A new kind adds one import line here; the union follows from the lines."""

from server.activities.amount import Amount as Amount
from server.activities.choice import Choice as Choice
from server.activities.commitment import Commitment as Commitment
from server.activities.completion import Completion as Completion
from server.activities.contract.activity import Activity
from server.activities.estimate import Estimate as Estimate
from server.activities.grid import Grid as Grid
from server.activities.pick import Pick as Pick
from server.activities.points import Points as Points
from server.activities.qa import Qa as Qa
from server.activities.ranking import Ranking as Ranking
from server.activities.scale import Scale as Scale
from server.activities.slide import Slide as Slide
from server.activities.sliders import Sliders as Sliders
from server.activities.sort import Sort as Sort
from server.activities.triage import Triage as Triage
from server.activities.writing import Writing as Writing

# Each import above defines one subclass of Activity, so the imports are the explicit table and
# nothing needs to be listed twice.
KINDS: tuple[type[Activity], ...] = tuple(Activity.__subclasses__())
