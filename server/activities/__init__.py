"""The kinds of activity. A new kind adds one import line here; the union follows from the lines."""

from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from server.activities.base import Activity
from server.activities.choice import Choice as Choice
from server.activities.slide import Slide as Slide

# Each import above defines one subclass of Activity, so the imports are the explicit table and
# nothing needs to be listed twice.
KINDS: tuple[type[Activity], ...] = tuple(Activity.__subclasses__())

_union: Any = reduce(or_, KINDS)
_by_kind: Any = Annotated[_union, Field(discriminator="kind")]
parse_activity: TypeAdapter[Activity] = TypeAdapter(_by_kind)
