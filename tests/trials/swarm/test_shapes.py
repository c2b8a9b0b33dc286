"""The swarm answers whatever the sampler asks, from the step alone, and knows nothing else of the product."""

import ast
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.activities.contract.activity import Activity
from server.trials.swarm.shapes import value
from tests.boards import SAMPLER

SWARM = Path(__file__).resolve().parents[3] / "server" / "trials" / "swarm"
ASKING = {item.activity.key: item.activity for item in SAMPLER.run_of_show() if item.activity.takes_answers}


@pytest.mark.parametrize("activity", ASKING.values(), ids=ASKING)
@settings(max_examples=40, deadline=None)
@given(dice=st.randoms(use_true_random=False), language=st.sampled_from(["en", "ar"]))
def test_a_value_made_from_what_a_kind_describes_is_taken_as_it_is(
    activity: Activity, dice: Random, language: str
) -> None:
    question = activity.poses()
    given = value(question.describe(language), dice)
    assert question.accept(given) == given  # type: ignore[arg-type]  # JSON


@pytest.mark.parametrize("path", sorted(SWARM.glob("*.py")), ids=lambda path: path.stem)
def test_the_swarm_imports_nothing_of_the_product_but_its_clock(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            assert not name.startswith("server") or name.startswith(("server.trials.swarm", "server.clock")), name
