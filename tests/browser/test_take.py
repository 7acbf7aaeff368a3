"""Take it with you: link, Python and command make the runs on screen again; pictures and numbers are whole."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from matplotlib import image
from playwright.sync_api import expect

import thalweg
from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab, Row
from tests.browser.test_numbers import same
from tests.serving import THALWEG

RULE = "beta = 0.5   # it's kept\nv = beta*v + sign(g)\ntheta = theta - lr*v"
OWN = (
    "?landscape=own&optimizers=sgd,own&lr=0.02&start=1.5,1&steps=60"
    f"&formula={quote('x**2 - y**2 + y**4/4')}&domain=-3,3,-3,3"
    f"&rule={quote(RULE)}"
)
QUERIES = (
    "?landscape=himmelblau&optimizers=sgd,momentum,rmsprop&lr=0.01&start=0.125,0.25&steps=120",
    "?landscape=rosenbrock&optimizers=sgd,momentum&lr=0.01&start=-1.5,2&steps=100",
    "?landscape=valley&optimizers=sgd,momentum&lr=0.02&start=-4,2&steps=100&noise=4&batch=2&seed=7",
    OWN,
)


def copied(lab: Lab, name: str) -> str:
    """Return what a button copies."""
    lab.button(name).click()
    text = lab.page.get_by_role("textbox", name="What was copied")
    expect(text).to_be_visible()
    return text.input_value()


def download(lab: Lab, name: str) -> Path:
    """Return the file a button saves."""
    with lab.page.expect_download() as made:
        lab.button(name).click()
    return Path(made.value.path())


def assert_same(rows: list[Row], runs: list[tuple[list[list[float]], list[float]]]) -> None:
    """Require that the rows of the CSV are these paths and losses, one run after the other."""
    points = [point for path, _ in runs for point in path]
    losses = [loss for _, all_ in runs for loss in all_]
    assert len(rows) == len(points) == len(losses)
    for row, point, loss in zip(rows, points, losses, strict=True):
        here = float(row["x"]), float(row["y"]), float(row["loss"])
        assert all(same(one, other, 0.0) for one, other in zip(here, (*point, loss), strict=True)), row


@pytest.mark.parametrize("query", QUERIES)
def test_the_copied_python_makes_the_csv(open_lab: OpenLab, query: str) -> None:
    lab = open_lab(query)
    names: dict[str, object] = {}
    exec(copied(lab, "Copy as Python"), names)  # noqa: S102 - this is what somebody does with it
    comparison = names["comparison"]
    assert isinstance(comparison, thalweg.Comparison)
    assert_same(lab.rows(), [(run.path.tolist(), run.loss.tolist()) for run in comparison])


@pytest.mark.parametrize("query", QUERIES)
def test_the_copied_command_makes_the_csv(open_lab: OpenLab, query: str) -> None:
    lab = open_lab(query)
    command = shlex.split(copied(lab, "Copy as command"))
    assert command[0] == "thalweg"
    done = subprocess.run([THALWEG, *command[1:], "--json"], capture_output=True, text=True, check=True)
    runs = json.loads(done.stdout)["runs"]
    assert_same(lab.rows(), [(run["path"], run["loss"]) for run in runs])


@pytest.mark.parametrize("query", QUERIES)
def test_the_copied_link_opens_the_csv(open_lab: OpenLab, query: str) -> None:
    lab = open_lab(query)
    link = urlsplit(copied(lab, "Copy link"))
    assert f"{link.scheme}://{link.netloc}" == lab.server
    assert open_lab(f"?{link.query}").rows() == lab.rows()


EXPLODING = "?landscape=valley&optimizers=sgd,momentum&lr=0.2&start=-4,2&steps=60"


@pytest.mark.parametrize("query", [QUERIES[0], EXPLODING])
def test_the_json_has_the_names_and_numbers_of_the_command(open_lab: OpenLab, query: str) -> None:
    lab = open_lab(query)
    # JavaScript writes a large number without a point, and only as exactly as a float64 needs.
    found = json.loads(download(lab, "Download JSON").read_text(), parse_int=float)
    command = shlex.split(copied(lab, "Copy as command"))
    done = subprocess.run([THALWEG, *command[1:], "--json"], capture_output=True, text=True, check=True)
    expected = json.loads(done.stdout)
    assert found.keys() == expected.keys()
    for here, there in zip(found["runs"], expected["runs"], strict=True):
        # The page says the protocol in a sentence, the command in a line.
        assert here.pop("protocol")
        assert there.pop("protocol")
        assert here == there


def test_the_png_is_twice_as_large_as_the_svg_and_both_say_the_protocol(open_lab: OpenLab) -> None:
    lab = open_lab(QUERIES[0])
    svg = download(lab, "Download SVG").read_text()
    assert "Protocol: Every run starts at" in svg
    for title in ("SGD", "Momentum", "RMSProp", "Himmelblau"):
        assert f">{title}<" in svg
    size = re.search(r'width="(\d+)" height="(\d+)"', svg)
    assert size is not None
    picture = image.imread(download(lab, "Download PNG"), format="png")
    assert picture.shape[:2] == (2 * int(size[2]), 2 * int(size[1]))
    assert picture[:, :, :3].std() > 0.1


def test_a_film_of_the_playback_is_saved(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.05&start=-4,3&steps=60")
    film = download(lab, "Download WebM").read_bytes()
    assert film[:4] == b"\x1a\x45\xdf\xa3"
    assert len(film) > 10_000


def test_nothing_shown_is_said_to_be_nothing_to_take(open_lab: OpenLab) -> None:
    lab = open_lab("?optimizers=")
    lab.button("Copy as Python").click()
    expect(lab.page.locator(".take-said")).to_contain_text("No optimizer is shown")


def test_a_preset_opens_its_experiment_and_says_why(open_lab: OpenLab) -> None:
    lab = open_lab()
    choice = lab.page.get_by_role("combobox", name="Presets")
    choice.select_option(label="A tenth too fast")
    expect(lab.page.locator(".preset-because")).to_contain_text("Above 2/20 = 0.1")
    expect(lab.results.filter(has_text="SGD")).to_contain_text("diverged")
    lab.expect_link(landscape="valley", optimizers="sgd,momentum", lr="0.11", start="-4,2", steps="500")
    lab.number("Steps").fill("100")
    expect(choice).to_have_value("")
    expect(lab.page.locator(".preset-because")).to_be_empty()


def test_a_presentation_is_large_hides_what_the_link_says_and_can_be_left(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&steps=30&present=1&hide=controls,results,bench")
    for hidden in (".experiment", ".results", ".bench"):
        expect(lab.page.locator(hidden)).to_be_hidden()
    expect(lab.map).to_be_visible()
    size = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
    large = lab.page.evaluate(size)
    expect(lab.page).to_have_url(re.compile("&present=1&hide=controls,results,bench$"))
    lab.page.get_by_role("link", name="Leave the presentation").click()
    expect(lab.page).to_have_url(re.compile("steps=30$"))
    expect(lab.page.locator(".experiment")).to_be_visible()
    assert lab.page.evaluate(size) < large
