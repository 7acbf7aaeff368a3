"""Still pictures: what is on them, how light they are, and that they are the same every time."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from thalweg import lessons
from thalweg.figures.palette import styles
from thalweg.figures.still import SIDE, height, still
from thalweg.landscapes.landscape import Domain
from thalweg.links import read_link

SVG = "{http://www.w3.org/2000/svg}"
HEAVY = [
    "?landscape=rastrigin&optimizers=sgd,momentum,nesterov,rmsprop,adagrad,adam&lr=0.5&steps=20000",
    "?landscape=valley&optimizers=sgd,momentum&lr=0.1&noise=50&steps=20000",
    "?landscape=himmelblau&optimizers=sgd,adam&lr=0.05&start=-5,5&steps=500",
]


def drawn(link: str) -> bytes:
    """Return the still picture of a link."""
    experiment = read_link(link)
    return still(experiment.runs(), experiment.domain)


@pytest.mark.parametrize("link", HEAVY)
def test_the_heaviest_pictures_are_light(link: str) -> None:
    assert len(drawn(link)) < 80_000


def test_every_figure_of_the_course_has_one_that_is_light() -> None:
    for module in lessons.course().modules:
        for figure in module.figures.values():
            picture = figure.still()
            assert len(picture) < 80_000, figure.id
            assert ET.fromstring(picture).tag == f"{SVG}svg"  # noqa: S314 - made a line above


def test_who_runs_is_told_by_name_and_dash() -> None:
    link = "?landscape=valley&optimizers=sgd,momentum,rmsprop,adam&lr=0.05"
    root = ET.fromstring(drawn(link))  # noqa: S314 - as above
    runs = read_link(link).runs()
    assert [text.text for text in root.iter(f"{SVG}text")] == [run.optimizer.title for run in runs]
    legend = [path for path in root.findall(f"{SVG}path") if "h34" in path.get("d", "")]
    dashes = [tuple(map(float, path.get("stroke-dasharray", "").split())) for path in legend]
    assert dashes == [style.dash for style in styles([run.optimizer for run in runs])]
    assert root.get("viewBox") == f"0 0 {SIDE} {height(4)}"
    assert (root.findtext(f"{SVG}desc") or "") == str(runs.protocol)


def test_a_path_lies_where_the_run_was() -> None:
    picture = drawn("?landscape=bowl&optimizers=sgd&lr=0.25&start=-4,3&steps=1&frame=-4,4,-4,4").decode()
    # Half a unit is 37.5 pixels: from (-4, 3) to (-2, 1.5) are 150 pixels across and 112.5 down, drawn in halves.
    assert "M0 150l300 225" in picture
    assert f'cx="{SIDE / 4:.1f}" cy="187.5" r="4"' in picture


def test_minimizers_are_marked_inside_the_frame_only() -> None:
    whole, part = (drawn(f"?landscape=himmelblau&optimizers=sgd{frame}").decode() for frame in ("", "&frame=0,6,0,6"))
    stars = [len(re.findall(r"M\d+ \d+m", picture)) for picture in (whole, part)]
    assert stars == [4, 1]


def test_the_ground_is_bands_of_height() -> None:
    picture = drawn("?landscape=bowl&optimizers=sgd").decode()
    match = re.search(r"base64,([^\"]+)", picture)
    assert match
    ground = Image.open(io.BytesIO(b64decode(match[1])))
    middle, corner = (ground.getpixel(place) for place in ((100, 100), (0, 0)))
    assert (middle, corner) == (0, 23)


def test_the_same_comparison_gives_the_same_bytes() -> None:
    runs = read_link(HEAVY[2]).runs()
    assert still(runs) == still(runs) == still(runs, runs[0].landscape.domain)
    assert still(runs) != still(runs, Domain.square(3))
