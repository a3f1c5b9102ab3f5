"""Paths lead to the maps and files that a user expects."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.place import Word
from journeykit.journeys.project import Found, Project, find, of_text, with_population

JOURNEY = "journey: {}\nstart: {{}}\nsteps: {{}}\n"
MAP = "map: Shop\njourneys: [journeys/*.yaml]\npopulation: population.yaml\n"
POPULATION = "population: Visitors\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Lay out a map with two journeys, a draft that it leaves out, and a stranger."""
    return _files(
        tmp_path / "shop",
        {
            "journey.yaml": MAP,
            "population.yaml": POPULATION,
            "journeys/b.yaml": JOURNEY.format("b"),
            "journeys/a.yaml": JOURNEY.format("a"),
            "drafts/c.yaml": JOURNEY.format("c"),
            "compose.yml": "services: {}\n",
        },
    )


def _files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def _only(found: Found) -> Project:
    assert len(found.projects) == 1
    return found.projects[0]


def _paths(project: Project) -> list[str]:
    return [file.path for file in project.files]


def _findings(project: Project) -> list[str]:
    return [f"{each.place}: {each.code} {each.message}" for each in project.findings]


def test_a_folder_with_a_map_takes_what_the_map_names(shop: Path) -> None:
    found = find(["."], cwd=shop)
    project = _only(found)
    assert _paths(project) == [
        "journey.yaml",
        "population.yaml",
        "journeys/a.yaml",
        "journeys/b.yaml",
    ]
    assert project.asked == tuple(_paths(project))
    assert [next(iter(each)) for each in project.documents] == [
        "map",
        "population",
        "journey",
        "journey",
    ]
    assert [(each.path, each.reason) for each in found.passed_over] == [
        ("compose.yml", "no journey, map or population"),
        ("drafts/c.yaml", "not among the journeys of journey.yaml"),
    ]


def test_a_file_is_read_with_the_nearest_map_upward(shop: Path) -> None:
    project = _only(find(["shop/journeys/a.yaml"], cwd=shop.parent))
    assert project.path == "shop/journey.yaml"
    assert project.asked == ("shop/journeys/a.yaml",)
    assert len(project.journey_files) == 2


def test_a_folder_below_the_map_asks_for_its_own_files_only(shop: Path) -> None:
    project = _only(find(["."], cwd=shop / "journeys"))
    assert project.path == "../journey.yaml"
    assert project.asked == ("a.yaml", "b.yaml")


def test_a_journey_that_the_map_leaves_out_is_read_when_named(shop: Path) -> None:
    project = _only(find(["drafts/c.yaml"], cwd=shop))
    assert project.asked == ("drafts/c.yaml",)
    assert _paths(project)[-1] == "drafts/c.yaml"


def test_a_folder_of_left_out_journeys_alone_is_an_error(shop: Path) -> None:
    with pytest.raises(
        JourneyError,
        match=r"^drafts: nothing to read here: drafts/c.yaml: not among the journeys of journey",
    ):
        find(["drafts"], cwd=shop)


def test_a_file_given_twice_is_read_once(shop: Path) -> None:
    project = _only(find([".", "journeys/a.yaml", "journeys", "./journeys/a.yaml"], cwd=shop))
    assert sorted(project.asked) == sorted(_paths(project))


def test_paths_outside_the_folder_are_shown_as_typed(shop: Path, tmp_path: Path) -> None:
    elsewhere = _files(tmp_path / "elsewhere", {"x.txt": ""})
    relative = _only(find(["../shop/journeys/a.yaml"], cwd=elsewhere))
    assert relative.asked == ("../shop/journeys/a.yaml",)
    typed = str(shop / "journeys/a.yaml")
    assert _only(find([typed], cwd=elsewhere)).asked == (Path(typed).as_posix(),)
    assert _only(find([typed], cwd=shop)).asked == ("journeys/a.yaml",)


def test_journeys_without_a_map_share_one_project(tmp_path: Path) -> None:
    _files(tmp_path, {"b.yaml": JOURNEY.format("b"), "a/a.yml": JOURNEY.format("a")})
    project = _only(find(["."], cwd=tmp_path))
    assert project.map_file is None
    assert (project.path, _paths(project)) == ("b.yaml", ["b.yaml", "a/a.yml"])


def test_a_map_without_journeys_takes_those_below_it(tmp_path: Path) -> None:
    files = {
        "journey.yaml": "map: Outer\n",
        "one.yaml": JOURNEY.format("one"),
        "inner/journey.yaml": "map: Inner\n",
        "inner/two.yaml": JOURNEY.format("two"),
    }
    found = find(["."], cwd=_files(tmp_path, files))
    assert [_paths(project) for project in found.projects] == [
        ["journey.yaml", "one.yaml"],
        ["inner/journey.yaml", "inner/two.yaml"],
    ]


def test_a_folder_may_hold_several_maps(tmp_path: Path) -> None:
    files = {"a/journey.yaml": MAP, "b/journey.yaml": MAP, "maps/c.yaml": "map: C\njourneys: []\n"}
    for name in ("a", "b"):
        files[f"{name}/journeys/x.yaml"] = JOURNEY.format("x")
        files[f"{name}/population.yaml"] = POPULATION
    found = find(["."], cwd=_files(tmp_path, files))
    assert [project.path for project in found.projects] == [
        "a/journey.yaml",
        "b/journey.yaml",
        "maps/c.yaml",
    ]


def test_a_file_with_its_own_map_and_population_is_whole(shop: Path) -> None:
    whole = f"{JOURNEY.format('w')}---\nmap: Own\n---\n{POPULATION}"
    _files(shop, {"journeys/w.yaml": whole})
    project = _only(find(["journeys/w.yaml"], cwd=shop))
    assert _paths(project) == ["journeys/w.yaml"]
    assert [next(iter(each)) for each in project.documents] == ["map", "population", "journey"]
    both = find(["."], cwd=shop)
    assert [each.path for each in both.projects] == ["journey.yaml", "journeys/w.yaml"]
    assert "journeys/w.yaml" not in _paths(both.projects[0])


def test_a_file_with_its_own_population_keeps_the_map(shop: Path) -> None:
    _files(shop, {"own.yaml": f"{JOURNEY.format('w')}---\n{POPULATION}"})
    project = _only(find(["own.yaml"], cwd=shop))
    assert _paths(project) == ["journey.yaml", "own.yaml"]
    assert [next(iter(each)) for each in project.documents] == ["map", "population", "journey"]


def test_globs_that_match_the_map_itself_read_it_once(tmp_path: Path) -> None:
    files = {
        "journey.yaml": "map: M\njourneys: ['**/*.yaml', '*.yaml', journey.yaml]\n"
        "population: journey.yaml\n",
        "a.yaml": JOURNEY.format("a"),
    }
    project = _only(find(["."], cwd=_files(tmp_path, files)))
    assert _paths(project) == ["journey.yaml", "a.yaml"]
    assert len(project.documents) == 2


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("journeys/*.yaml", ["journeys/a.yaml"]),
        ("**/*", ["journeys/a.yaml", "journeys/deep/b.yml"]),
        ("**", ["journeys/a.yaml", "journeys/deep/b.yml"]),
        ("journeys/**/b.*", ["journeys/deep/b.yml"]),
        ("journeys/deep/b.yml", ["journeys/deep/b.yml"]),
        ("[i-k]ourneys/?.yaml", ["journeys/a.yaml"]),
        ("../common/*.yaml", ["../common/c.yaml"]),
    ],
)
def test_a_pattern_finds_files_below_the_map(
    tmp_path: Path, pattern: str, paths: list[str]
) -> None:
    files = {
        "shop/journey.yaml": f"map: M\njourneys: ['{pattern}']\n",
        "shop/journeys/a.yaml": JOURNEY.format("a"),
        "shop/journeys/deep/b.yml": JOURNEY.format("b"),
        "shop/journeys/notes.txt": "",
        "shop/.git/x.yaml": JOURNEY.format("x"),
        "common/c.yaml": JOURNEY.format("c"),
    }
    project = _only(find(["journey.yaml"], cwd=_files(tmp_path, files) / "shop"))
    assert _paths(project)[1:] == paths
    assert project.findings == ()


@pytest.mark.parametrize(
    ("key", "finding"),
    [
        ("journeys: journey/*.yaml", "J003 `journey/*.yaml` matches no file"),
        ("journeys: [x.yaml]", "J003 `x.yaml` matches no file"),
        ("journeys: /etc/*.yaml", "J003 `/etc/*.yaml` is not a path from the map's folder on"),
        ("journeys: ''", "J003 `` is not a path from the map's folder on"),
        ("journeys: '**/a/**'", "J003 `**/a/**` has more than one `**`, or is too long"),
        (
            "journeys: '../**'",
            "J003 `../**` goes up and down again: `..` and `**` do not stand together",
        ),
        ("population: people.yaml", "J003 there is no file `people.yaml`"),
        (f"population: {'x' * 300}", f"J003 there is no file `{'x' * 77}...`"),
    ],
)
def test_a_name_that_leads_nowhere_is_a_finding_in_the_map(
    tmp_path: Path, key: str, finding: str
) -> None:
    _files(tmp_path, {"journey.yaml": f"map: M\n{key}\n"})
    (line,) = _findings(_only(find(["journey.yaml"], cwd=tmp_path)))
    assert line == f"journey.yaml:2:{key.index(':') + 3 + key.count('[')}: {finding}"


def test_dot_folders_and_environments_are_passed_over(tmp_path: Path) -> None:
    files = dict.fromkeys(
        (".git/a.yaml", ".hidden.yaml", "node_modules/b.yaml", "env/lib/c.yaml", "d.yaml"),
        JOURNEY.format("x"),
    )
    _files(tmp_path, {**files, "env/pyvenv.cfg": "", "folder.yaml/e.yaml": JOURNEY.format("e")})
    assert _paths(_only(find(["."], cwd=tmp_path))) == ["d.yaml", "folder.yaml/e.yaml"]


def test_a_foreign_file_is_an_error_only_when_named(shop: Path) -> None:
    assert _findings(_only(find(["compose.yml"], cwd=shop))) == [
        "compose.yml:1:1: J004 a document begins with `journey`, `map` or `population`"
    ]


@pytest.mark.parametrize("text", ["", "# a note\n", "- a\n", "text\n"])
def test_a_named_file_without_a_document_of_ours_is_an_error(tmp_path: Path, text: str) -> None:
    (line,) = _findings(_only(find(["a.yaml"], cwd=_files(tmp_path, {"a.yaml": text}))))
    assert line == "a.yaml:1:1: J004 a document begins with `journey`, `map` or `population`"


def test_a_misspelt_first_key_has_a_suggestion(tmp_path: Path) -> None:
    _files(tmp_path, {"a.yaml": "journy: a\n"})
    (finding,) = _only(find(["a.yaml"], cwd=tmp_path)).findings
    assert finding.help.startswith("did you mean `journey`?")


def test_a_foreign_document_beside_ours_is_a_finding(tmp_path: Path) -> None:
    _files(tmp_path, {"a.yaml": f"{JOURNEY.format('a')}---\nother: 1\n"})
    assert len(_findings(_only(find(["."], cwd=tmp_path)))) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"journey: a\nsteps: [\n",
        "journey: a\n".encode("utf-16"),
        "journey: a\ntitle: Я\n".encode("cp1251"),
        b"journey: a\n" + b"# long\n" * 2_000_000,
    ],
    ids=["syntax", "utf-16", "cp1251", "large"],
)
def test_a_broken_file_of_ours_in_a_folder_is_reported(tmp_path: Path, data: bytes) -> None:
    project = _only(find(["."], cwd=_files(tmp_path, {"a.yaml": data})))
    assert [finding.code for finding in project.findings] == ["J001"]
    assert project.is_broken


def test_a_broken_file_of_others_in_a_folder_is_passed_over(shop: Path) -> None:
    _files(shop, {"chart.yaml": "{{ if .Values }}\nkind: x\n"})
    assert "chart.yaml" in [each.path for each in find(["."], cwd=shop).passed_over]


def test_a_broken_map_still_is_the_map(shop: Path) -> None:
    _files(shop, {"journey.yaml": "map: [\n"})
    project = _only(find(["journeys/a.yaml"], cwd=shop))
    assert (project.path, project.is_broken) == ("journey.yaml", True)


def test_a_file_named_as_a_map_that_holds_a_journey_is_a_journey(tmp_path: Path) -> None:
    _files(tmp_path, {"journey.yaml": JOURNEY.format("a"), "b.yaml": JOURNEY.format("b")})
    project = _only(find(["."], cwd=tmp_path))
    assert (project.map_file, len(project.documents)) == (None, 2)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", "nowhere: no such file or folder"),
        ("nowhere/x.yaml", "nowhere/x.yaml: no such file or folder"),
        ("empty", "empty: nothing to read here"),
        ("others", "others: nothing to read here: others/a.yaml: no journey, map or population"),
        ("", "a path is empty: name a file or a folder"),
        ("loop.yaml", "loop.yaml: cannot be read: Too many levels of symbolic links"),
        ("broken.yaml", "broken.yaml: no such file or folder"),
        ("pipe.yaml", "pipe.yaml: neither a file nor a folder"),
        ("x" * 300, f"{'x' * 300}: cannot be read: File name too long"),
    ],
)
def test_a_path_that_cannot_be_read_stops_the_command(
    tmp_path: Path, path: str, message: str
) -> None:
    _files(tmp_path, {"others/a.yaml": "a: b\n"})
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "broken.yaml").symlink_to("gone.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(JourneyError) as caught:
        find([path], cwd=tmp_path)
    assert str(caught.value) == message


def test_links_between_folders_do_not_go_round(tmp_path: Path) -> None:
    _files(tmp_path, {"a/a.yaml": JOURNEY.format("a")})
    (tmp_path / "a/again").symlink_to("..")
    assert _paths(_only(find(["."], cwd=tmp_path))) == ["a/a.yaml"]


def test_a_file_reached_by_a_link_too_is_read_once(tmp_path: Path) -> None:
    _files(tmp_path, {"a.yaml": JOURNEY.format("a")})
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    assert _paths(_only(find(["."], cwd=tmp_path))) == ["a.yaml"]


def test_a_second_map_or_population_in_one_file_is_a_finding(tmp_path: Path) -> None:
    _files(tmp_path, {"a.yaml": f"map: A\n---\nmap: B\n---\n{POPULATION}---\n{POPULATION}"})
    assert _findings(_only(find(["a.yaml"], cwd=tmp_path))) == [
        "a.yaml:3:1: J005 a second map in one file",
        "a.yaml:7:1: J005 a second population in one file",
    ]


def test_a_text_from_elsewhere_is_a_project() -> None:
    project = of_text(f"map: M\n---\n{JOURNEY.format('a')}".encode(), "-")
    assert (project.path, len(project.documents)) == ("-", 2)


def test_another_population_takes_the_place_of_the_maps(shop: Path) -> None:
    _files(shop, {"other.yaml": "population: Other\n"})
    project = with_population(_only(find(["."], cwd=shop)), "other.yaml", cwd=shop)
    assert [each.get(Word("population")) for each in project.documents][1] == "Other"
    with pytest.raises(
        JourneyError, match=r"^journeys/a.yaml: no document begins with `population`"
    ):
        with_population(project, "journeys/a.yaml", cwd=shop)
