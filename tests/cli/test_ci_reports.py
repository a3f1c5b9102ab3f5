"""The formats for build servers: each is what its reader expects, whatever was found."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from lxml import etree  # type: ignore[import-untyped]  # it has no types

from journeykit.cli.cells import shown
from journeykit.cli.formats import Format, Sources
from journeykit.cli.reports import REPORTS
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.run import Found
from journeykit.journeys.place import Place
from tests.command import journey

ROOT = Path(__file__).parent.parent.parent
SCHEMAS = ROOT / "tests/schemas"
SARIF = Draft7Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8")))
GITLAB = Draft7Validator(
    json.loads((SCHEMAS / "gitlab-code-quality.json").read_text(encoding="utf-8"))
)
JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))

BY_CODE = {rule.code: rule for rule in RULES}
ODD = "my maps/cart [new], 50%: один.yaml"
STEP = Place(ODD, 4, 3, 4, 11)
DEAD = Found(
    BY_CODE["J102"],
    Finding(
        STEP,
        'step `напоминание` cannot be reached: 100% <sure>, "really" & truly',
        help="remove it",
        related=(
            Related(Place(ODD, 2, 1, 2, 4), "day 0 10:00 enters", on_path=True),
            Related(STEP, "day 1 10:00 sends `a`", on_path=True),
            Related(Place("b.yaml", 7, 1, 8, 2), ""),
            Related(Place("default map", 5, 1, 5, 9), "the cap"),
        ),
        journey="win-back",
        step="напоминание",
    ),
)
SOON = Found(BY_CODE["J303"], Finding(Place("b.yaml", 3, 2, 5, 1), "too soon"))
UNDECIDED = Found(BY_CODE["J301"], Finding(STEP, "undecided: not tried", severity=Severity.WARNING))
IN_DEFAULT = Found(
    BY_CODE["J301"], Finding(Place("default map", 21, 7, 21, 30), "the cap allows nothing")
)
ALL = [DEAD, SOON, SOON, UNDECIDED, IN_DEFAULT]
SOURCES: Sources = {"default map": ["map: Default map"], ODD: [], "b.yaml": [], "clean.yaml": []}
FORMATS: tuple[Format, ...] = ("sarif", "github", "gitlab", "junit")


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder `shop` of a git repository."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "shop").mkdir()
    monkeypatch.chdir(tmp_path / "shop")


def sarif(found: list[Found], sources: Sources = SOURCES) -> dict[str, object]:
    """Return the one run of the log, which is valid."""
    log = json.loads(REPORTS["sarif"](found, sources))
    assert [error.message for error in SARIF.iter_errors(log)] == []
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def results(found: list[Found]) -> list[dict]:  # type: ignore[type-arg]
    """Return the results of the log."""
    listed = sarif(found)["results"]
    assert isinstance(listed, list)
    return listed


def test_sarif_is_valid_and_names_the_rules_that_found_something() -> None:
    run = sarif(ALL)
    driver = run["tool"]["driver"]  # type: ignore[index]
    assert [rule["id"] for rule in driver["rules"]] == ["J102", "J301", "J303"]
    listed = results(ALL)
    for result in listed:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in listed] == [
        "error", "warning", "warning", "warning", "error",
    ]  # fmt: skip


def test_sarif_explains_each_rule_by_its_page() -> None:
    (rule,) = sarif([DEAD])["tool"]["driver"]["rules"]  # type: ignore[index]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert "## Good" in rule["help"]["markdown"]
    assert rule["fullDescription"]["text"].startswith(BY_CODE["J102"].summary)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_sarif_descriptions_are_no_longer_than_github_takes(rule: object) -> None:
    found = Found(rule, Finding(STEP, "wrong"))  # type: ignore[arg-type]
    (written,) = sarif([found])["tool"]["driver"]["rules"]  # type: ignore[index]
    assert len(written["fullDescription"]["text"]) <= 1024


def test_sarif_paths_are_relative_to_the_repository() -> None:
    location = results([DEAD])[0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {
        "uri": "shop/my%20maps/cart%20%5Bnew%5D%2C%2050%25%3A%20%D0%BE%D0%B4%D0%B8%D0%BD.yaml",
        "uriBaseId": "%SRCROOT%",
    }
    assert location["region"] == {
        "startLine": 4, "startColumn": 3, "endLine": 4, "endColumn": 11,
    }  # fmt: skip


def test_without_a_repository_paths_are_relative_to_the_working_directory(
    tmp_path: Path,
) -> None:
    (tmp_path / ".git").rmdir()
    run = sarif([SOON])
    assert run["originalUriBaseIds"] == {
        "%SRCROOT%": {"description": {"text": "The folder that the command ran in."}}
    }
    assert json.loads(REPORTS["gitlab"]([SOON], SOURCES))[0]["location"]["path"] == "b.yaml"


def test_a_file_outside_of_the_repository_keeps_its_whole_path() -> None:
    outside = replace(SOON.finding, place=Place("../../else where/c.yaml", 1, 1, 1, 2))
    location = results([Found(SOON.rule, outside)])[0]["locations"][0]
    artifact = location["physicalLocation"]["artifactLocation"]
    assert artifact["uri"].startswith("file:///")
    assert artifact["uri"].endswith("/else%20where/c.yaml")
    assert "uriBaseId" not in artifact


def test_standard_input_is_called_as_it_was_asked_for() -> None:
    text = "journey: cart\nstart: {s: {event: a, next: wait}}\nsteps: {wait: {timer: 1h}}\n"
    arguments = ("--select", "J101", "--format", "gitlab")
    (issue,) = json.loads(journey("lint", "-", *arguments, stdin=text).stdout)
    assert issue["location"]["path"] == "-"
    named = journey("lint", "-", "--stdin-filename", "a/b.yaml", *arguments, stdin=text)
    assert json.loads(named.stdout)[0]["location"]["path"] == "shop/a/b.yaml"


def test_the_path_of_a_customer_is_a_code_flow_and_other_places_are_related() -> None:
    result = results([DEAD])[0]
    ((flow,),) = [each["threadFlows"] for each in result["codeFlows"]]
    told = [each["location"]["message"]["text"] for each in flow["locations"]]
    assert told == ["day 0 10:00 enters", "day 1 10:00 sends `a`"]
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "shop/b.yaml"
    assert "codeFlows" not in results([SOON])[0]


def test_what_is_found_in_the_default_map_is_shown_in_a_file_and_says_where_it_is() -> None:
    text = "default map:21:7: the cap allows nothing"
    result = results([IN_DEFAULT])[0]
    assert result["message"]["text"] == text
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("shop/my%20maps/")
    (issue,) = json.loads(REPORTS["gitlab"]([IN_DEFAULT], SOURCES))
    assert issue["location"] == {"path": f"shop/{ODD}", "lines": {"begin": 1, "end": 1}}
    assert REPORTS["github"]([IN_DEFAULT], SOURCES).endswith(f"::{text}\n")
    assert text in REPORTS["junit"]([IN_DEFAULT], SOURCES)


def fingerprints(format_: Format, found: list[Found]) -> list[str]:
    """Return the fingerprints of a format."""
    if format_ == "gitlab":
        return [each["fingerprint"] for each in json.loads(REPORTS["gitlab"](found, SOURCES))]
    return [each["partialFingerprints"]["primaryLocationLineHash"] for each in results(found)]


@pytest.mark.parametrize("format_", ["sarif", "gitlab"])
def test_fingerprints_are_unique_and_survive_lines_and_numbers(format_: Format) -> None:
    assert len(set(fingerprints(format_, ALL))) == len(ALL)
    finding = replace(SOON.finding, message="`letter-2` comes 3h after `letter-1`")
    moved = replace(
        finding, place=Place("b.yaml", 9, 1, 9, 2), message="`letter-2` comes 5h after `letter-1`"
    )
    renamed = replace(finding, message="`letter-3` comes 3h after `letter-1`")
    other_step = replace(finding, step="again")
    first = fingerprints(format_, [Found(SOON.rule, finding)])
    assert fingerprints(format_, [Found(SOON.rule, moved)]) == first
    assert fingerprints(format_, [Found(SOON.rule, renamed)]) != first
    assert fingerprints(format_, [Found(SOON.rule, other_step)]) != first


def test_gitlab_report_is_valid_and_errors_are_major() -> None:
    issues = json.loads(REPORTS["gitlab"](ALL, SOURCES))
    assert [error.message for error in GITLAB.iter_errors(issues)] == []
    assert [issue["severity"] for issue in issues] == [
        "major", "minor", "minor", "minor", "major",
    ]  # fmt: skip


def test_junit_is_valid_a_suite_for_each_file_and_a_passed_test_for_a_clean_one() -> None:
    root = etree.fromstring(REPORTS["junit"](ALL, SOURCES).encode())
    JUNIT.assertValid(root)
    assert [(suite.get("name"), suite.get("failures")) for suite in root] == [
        (f"shop/{ODD}", "3"),
        ("shop/b.yaml", "2"),
        ("shop/clean.yaml", "0"),
    ]
    failed = root.findall(".//failure")
    assert failed[0].get("message") == DEAD.finding.message
    assert [each.get("type") for each in failed][:3] == ["error", "warning", "error"]
    (passed,) = root.findall("testsuite[@name='shop/clean.yaml']/testcase")
    assert len(passed) == 0


@given(st.text())
@example("\0 \b \ufffe ]]> &amp;\r\n")
def test_junit_is_valid_whatever_the_message_holds(text: str) -> None:
    found = Found(DEAD.rule, Finding(STEP, text, help=text))
    report = etree.fromstring(REPORTS["junit"]([found], {}).encode())
    assert JUNIT.validate(report), JUNIT.error_log
    assert [each.get("type") for each in report.iter("failure")] == ["error"]


COMMAND = re.compile(r"::(\w+) ([^\n]*?)::([^\n]*)\n")
UNDATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
UNPROPERTY = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


def commands(report: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as GitHub's runner does: name, properties, text."""
    read = []
    for name, written, text in COMMAND.findall(report):
        pairs = (each.split("=", 1) for each in written.split(","))
        properties = {key: _plain(value, UNPROPERTY) for key, value in pairs}
        read.append((name, properties, _plain(text, UNDATA)))
    assert "".join(match[0] for match in COMMAND.finditer(report)) == report
    return read


def _plain(text: str, escapes: tuple[tuple[str, str], ...]) -> str:
    for escape, sign in escapes:
        text = text.replace(escape, sign)
    return text


def test_github_commands_are_read_back_as_they_were_meant() -> None:
    read = commands(REPORTS["github"](ALL, SOURCES))
    assert [name for name, _, _ in read] == ["error", "warning", "warning", "warning", "error"]
    assert read[0] == (
        "error",
        {
            "title": "J102 unreachable-step",
            "file": f"shop/{ODD}",
            "line": "4",
            "col": "3",
            "endLine": "4",
        },
        f"{DEAD.finding.message}\nhelp: remove it",
    )
    assert read[1][1] == {
        "title": "J303 gap-too-short", "file": "shop/b.yaml", "line": "3", "endLine": "5",
    }  # fmt: skip


@given(st.text())
@example("%25 %0A\r\n::error file=a,line=1::no")
def test_github_commands_hold_any_message(text: str) -> None:
    found = Found(SOON.rule, Finding(Place("b.yaml", 3, 2, 3, 4), text))
    ((_, properties, read),) = commands(REPORTS["github"]([found], SOURCES))
    assert (read, properties["line"]) == (shown(found.finding.message), "3")


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_found_is_a_valid_report(format_: Format) -> None:
    report = REPORTS[format_]([], SOURCES)
    if format_ == "sarif":
        assert sarif([])["results"] == []
    elif format_ == "gitlab":
        assert json.loads(report) == []
    elif format_ == "junit":
        assert len(etree.fromstring(report.encode()).findall(".//testcase")) == 3
    else:
        assert report == ""


def test_what_is_found_in_a_sample_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    written = {
        each: journey("lint", "samples/funnel", "--select", "J6,J7", "--format", each).stdout
        for each in FORMATS
    }
    log, issues = json.loads(written["sarif"]), json.loads(written["gitlab"])
    assert [error.message for error in SARIF.iter_errors(log)] == []
    assert [error.message for error in GITLAB.iter_errors(issues)] == []
    tests = etree.fromstring(written["junit"].encode())
    JUNIT.assertValid(tests)
    assert len(commands(written["github"])) == len(issues) == int(tests.get("failures")) > 0
    assert issues[0]["location"]["path"].startswith("samples/funnel/journeys/")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_report_is_written_to_its_file_and_holds_no_colours(
    format_: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEY_OUTPUT_FORMAT", format_)
    Path("cart.yaml").write_text(
        "journey: cart\nstart: {s: {event: a, next: wait}}\nsteps: {wait: {timer: 1h}}\n",
        encoding="utf-8",
    )
    ran = journey("lint", "cart.yaml", "--color", "always", "--output-file", "report")
    assert (ran.status, ran.stdout, ran.stderr) == (1, "", "")
    report = Path("report").read_text(encoding="utf-8")
    assert "J101" in report
    assert "\x1b" not in report
