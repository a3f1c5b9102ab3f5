"""`journey draw`: pictures of journeys, and of whole maps."""

from __future__ import annotations

from journeykit.cli.draw_options import (
    Calendar,
    Forecast,
    FormatOption,
    Lanes,
    Lang,
    Legend,
    Link,
    Lint,
    Only,
    Output,
    Overview,
    PathArgument,
    Scale,
    Wrap,
)
from journeykit.cli.look import Look, check_look, subject_of
from journeykit.cli.targets import read_target, write


def draw(
    path: PathArgument,
    output: Output,
    format_: FormatOption = None,
    lang: Lang = "",
    journey: Only = "",
    overview: Overview = False,
    calendar: Calendar = False,
    legend: Legend = False,
    scale: Scale = None,
    link: Link = "",
    wrap: Wrap = None,
    lanes: Lanes = None,
    lint: Lint = False,
    forecast: Forecast = None,
) -> None:
    """Draw journeys as pictures, or a whole map; the ending of the file decides in which format."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli.draw_over import read_and_judge, with_findings, with_forecast
    from journeykit.cli.drawings import check_language, drawings, into_folder, into_one_file
    from journeykit.cli.pictures import formats

    subject = subject_of(overview=overview, calendar=calendar)
    target = read_target(output, format_, allowed=formats(subject))
    look = Look(
        subject,
        target.format,
        lang,
        legend=legend,
        scale=scale,
        link=link,
        wrap=wrap,
        lanes=lanes,
        lint=lint,
        forecast=forecast,
    )
    check_look(look)
    projects, judged = read_and_judge(path, lint=lint)
    found = drawings(projects, subject=subject, only=journey)
    found = with_findings(found, judged, listed=look.format != "html") if lint else found
    found = with_forecast(found, forecast) if forecast else found
    check_language(found, lang)
    found = into_folder(found, look) if target.is_folder else [into_one_file(found, look)]
    write([(target.place(each.folder, each.name), each.draw(look)) for each in found], target)
