"""`journey draw`: pictures of journeys, and of whole maps."""

from __future__ import annotations

from journeykit.cli.draw_options import (
    FormatOption,
    Lang,
    Legend,
    Link,
    Only,
    Output,
    Overview,
    PathArgument,
    Scale,
    Wrap,
)
from journeykit.cli.look import Look, Subject, check_look
from journeykit.cli.targets import read_target, write


def draw(
    path: PathArgument,
    output: Output,
    format_: FormatOption = None,
    lang: Lang = "",
    journey: Only = "",
    overview: Overview = False,
    legend: Legend = False,
    scale: Scale = None,
    link: Link = "",
    wrap: Wrap = None,
) -> None:
    """Draw journeys as pictures, or a whole map; the ending of the file decides in which format."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli.drawings import check_language, drawings, into_one_file
    from journeykit.cli.inputs import read_paths
    from journeykit.cli.pictures import formats

    subject: Subject = "overview" if overview else "journey"
    target = read_target(output, format_, allowed=formats(subject))
    look = Look(
        subject, target.format, lang, legend=legend, scale=scale, link=link, wrap=wrap
    )
    check_look(look)
    found = drawings(read_paths([path]).projects, whole=subject != "journey", only=journey)
    check_language(found, lang)
    if not target.is_folder:
        found = [into_one_file(found, look)]
    write([(target.place(each.folder, each.name), each.draw(look)) for each in found], target)
