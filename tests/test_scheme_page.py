"""Every scheme has a sample, and the page of all schemes says what is known of them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from journeykit.cli.shipped import names, sample
from journeykit.journeys.finding import Severity
from journeykit.journeys.lint.run import lint
from journeykit.journeys.lint.settings import Choice, Settings
from journeykit.journeys.lint.worst import worst
from journeykit.journeys.model import Plan
from tests.scheme_page import PICTURES, ROOT, SCHEMES, drawn, scheme_page

MOST_BYTES = 1_500_000
PLANS = {name: sample(name).plan for name in names()}
SALES = {
    "000-03a-birthday": "3 of 3",
    "000-03e-loyalty-welcome": "2 of 4",
    "000-04-doi-welcome": "2 of 4",
    "000-06d-mailing-activity": "2 of 2",
    "000-07-order-tracking": "2 of 4",
    "000-11b-upsell-phone": "3 of 3",
}
"""The worst of four consecutive messages in the sources that send more than one sale in four."""


def _counting_all(plan: Plan) -> Plan:
    """Return the plan with a policy that exempts nothing, as the sources count."""
    return replace(plan, map=replace(plan.map, policy=replace(plan.map.policy, exempt=())))


@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_has_a_sample(name: str) -> None:
    missing = [scheme for scheme in SCHEMES[name] if not drawn(scheme, name)]
    assert missing == [], f"samples/{name} lacks these schemes"


def test_the_page_has_a_row_for_each_scheme() -> None:
    rows = re.findall(r"^\| (00\S+) \|", scheme_page(), re.MULTILINE)
    assert len(SCHEMES) == 6
    assert sorted(set(rows)) == sorted(scheme for schemes in SCHEMES.values() for scheme in schemes)


def test_the_links_and_pictures_of_the_page_exist() -> None:
    links = re.findall(r'(?:\]\(|src=")([^)#"]+)', scheme_page())
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


def test_all_pictures_together_are_small() -> None:
    assert sum(path.stat().st_size for path in PICTURES.rglob("*.svg")) < MOST_BYTES


@pytest.mark.parametrize("scheme", SALES)
def test_what_sells_too_often_in_the_source_does_so_in_the_sample(scheme: str) -> None:
    found = [
        worst(_counting_all(each.sample.plan), each.journey) for each in drawn(scheme, "ecommerce")
    ]
    assert [f"{each.sales} of {len(each.latest)}" for each in found] == [SALES[scheme]]


@pytest.mark.parametrize("name", PLANS)
def test_the_page_and_the_rule_agree_on_runs_of_sales(name: str) -> None:
    plan = PLANS[name]
    sale = plan.map.policy.sale
    assert sale is not None
    found = lint([plan], settings=Settings((Choice(("J401",)),)))
    proved = {each.finding.journey for each in found if each.severity is Severity.ERROR}
    over = {id for id, each in plan.journeys.items() if worst(plan, each).sales > sale.at_most}
    assert over == proved
