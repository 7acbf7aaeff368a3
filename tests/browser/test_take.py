"""Take it with you: link, Python and command make the runs on screen again; pictures and numbers are whole."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import numpy as np
import pytest
from matplotlib import image
from PIL import Image, ImageSequence
from playwright.sync_api import expect

from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab, Row
from tests.browser.test_basins import finest
from tests.browser.test_numbers import same
from tests.browser.test_sweep import strip
from tests.serving import THALWEG

USUAL = "?landscape=himmelblau&optimizers=sgd,momentum,rmsprop&lr=0.01&start=0.125,0.25&steps=120"

RULE = quote("beta = 0.5   # it's kept\nv = beta*v + sign(g)\ntheta = theta - lr*v")
FORMULA = quote("x**2 - y**2 + y**4/4")

PINNED = f"{USUAL}&pin={quote('landscape=himmelblau&optimizers=sgd,momentum&lr=0.02&start=0.125,0.25&steps=50')}"

KINDS = {
    "usual": USUAL,
    "diverging": "?landscape=rosenbrock&optimizers=sgd,momentum&lr=0.01&start=-1.5,2&steps=100",
    "noise": "?landscape=valley&optimizers=sgd,momentum&lr=0.02&start=-4,2&steps=100&noise=4&batch=2&seed=7",
    "settings": "?landscape=valley&optimizers=sgd,momentum&lr=0.02&start=-4,2&steps=60&sgd.lr=0.05&momentum.beta=0.5",
    "conventions": "?landscape=valley&optimizers=momentum-averaged,nesterov,adagrad&lr=0.03&start=-4,2&steps=60",
    "the best for each": "?landscape=valley&optimizers=sgd,momentum&lr=0.01&start=-4,2&steps=80&policy=best",
    "equal first steps": "?landscape=himmelblau&optimizers=sgd,momentum&lr=0.002&start=0,0&steps=80&policy=first-step",
    "large and small numbers": (
        "?landscape=bowl&optimizers=sgd,momentum&lr=0.1&start=-0.00001234567,999999.5&steps=12345&momentum.beta=0.3333333"
    ),
    "own": (
        f"?landscape=own&optimizers=sgd,own&lr=0.02&start=1.5,1&steps=60&formula={FORMULA}&domain=-3,3,-3,3&rule={RULE}"
    ),
    "own with a rate of its own, and noise": (
        f"?landscape=bowl&optimizers=sgd,own&lr=0.02&start=1.5,1&steps=60&own.lr=0.005&noise=2&seed=3&rule={RULE}"
    ),
    "pinned": PINNED,
}
"""Every kind of experiment there is; nothing in them but + - × ÷ √, so that they agree to the last bit."""

RUN_ALL = """
import contextlib, io, json, sys
made = []
for text in json.load(sys.stdin):
    names = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(text, names)
    runs = (*names["comparison"], *names.get("pinned", ()))
    made.append([(run.path.tolist(), run.loss.tolist()) for run in runs])
json.dump(made, sys.stdout)
"""
"""Runs what was copied, as somebody would who pastes it, in one Python for all."""


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


def ran(commands: str) -> list[dict[str, Any]]:
    """Return what copied commands print, one a line."""
    printed = []
    for command in re.split(r"\n(?=thalweg compare )", commands):
        name, *arguments = shlex.split(command)
        assert name == "thalweg"
        done = subprocess.run([THALWEG, *arguments, "--json"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        printed.append(json.loads(done.stdout))
    return printed


def test_link_python_and_command_make_the_csv_of_every_kind_of_experiment(open_lab: OpenLab) -> None:
    lab = open_lab()
    taken = {}
    for kind, query in KINDS.items():
        lab.open(query)
        assert lab.page.locator(".notice:visible").count() == 0, kind
        copies = {what: copied(lab, f"Copy {what}") for what in ("as Python", "as command", "link")}
        taken[kind] = lab.rows(), copies
    texts = json.dumps([copies["as Python"] for _, copies in taken.values()])
    pasted = subprocess.run([sys.executable, "-c", RUN_ALL], input=texts, capture_output=True, text=True, check=True)
    for (kind, (rows, copies)), runs in zip(taken.items(), json.loads(pasted.stdout), strict=True):
        assert rows, kind
        assert_same(rows, runs)
        there = ran(copies["as command"])
        assert_same(rows, [(run["path"], run["loss"]) for each in there for run in each["runs"]])
        protocols = [each["protocol"] for each in there]
        assert [row["protocol"] for row in rows if row["protocol"]] == protocols, kind
        assert copies["link"].startswith(f"{lab.server}/lab?"), kind
        lab.open(f"?{urlsplit(copies['link']).query}")
        assert lab.rows() == rows, kind
        expect(lab.page.locator(".protocol")).to_have_text(". A is pinned: ".join(protocols))


EXPLODING = "?landscape=valley&optimizers=sgd,momentum&lr=0.2&start=-4,2&steps=60"


@pytest.mark.parametrize("query", [USUAL, EXPLODING, PINNED])
def test_the_json_has_the_names_and_numbers_of_the_command(open_lab: OpenLab, query: str) -> None:
    lab = open_lab(query)
    # JavaScript writes a large number without a point, and only as exactly as a float64 needs.
    found = json.loads(download(lab, "Download JSON").read_text(), parse_int=float)
    pinned = [found.pop("pinned")] if "pin=" in query else []
    expected = ran(copied(lab, "Copy as command"))
    for one, other in zip([found, *pinned], expected, strict=True):
        assert one.keys() == other.keys()
        for here, there in zip(one["runs"], other["runs"], strict=True):
            # A comparison's runs have its protocol on the page; the command gives each its own.
            assert here.pop("protocol") == one["protocol"] == other["protocol"]
            assert there.pop("protocol")
            assert here == there


def test_the_png_is_twice_as_large_as_the_svg_and_both_say_the_protocol(open_lab: OpenLab) -> None:
    lab = open_lab(USUAL)
    svg = download(lab, "Download SVG").read_text()
    assert "Protocol: Himmelblau" in svg
    for title in ("SGD", "Momentum", "RMSProp", "Himmelblau"):
        assert f">{title}<" in svg
    size = re.search(r'width="(\d+)" height="(\d+)"', svg)
    assert size is not None
    picture = image.imread(download(lab, "Download PNG"), format="png")
    assert picture.shape[:2] == (2 * int(size[2]), 2 * int(size[1]))
    assert picture[:, :, :3].std() > 0.1


def test_the_picture_is_of_the_view_that_is_seen(open_lab: OpenLab) -> None:
    lab = open_lab(f"{USUAL}&explain=sgd&step=3")
    shown = download(lab, "Download SVG").read_text()
    lab.button("Explain this step").click()
    plain = download(lab, "Download SVG").read_text()
    lab.page.get_by_role("radio", name="Surface", exact=True).check()
    expect(lab.page.locator(".surface")).to_have_attribute("data-ground", "webgl2")
    lab.painted()
    block = download(lab, "Download SVG").read_text()
    assert len({shown, plain, block}) == 3
    assert ">−4<" in plain, "the map has ticks"
    assert ">−4<" not in block
    lab.page.get_by_role("radio", name="Both", exact=True).check()
    lab.painted()
    both = download(lab, "Download SVG").read_text()
    assert ">−4<" in both
    assert both.count("<image") == block.count("<image") + plain.count("<image")
    width, alone = (int(re.findall(r'width="(\d+)"', svg)[0]) for svg in (both, plain))
    assert width == alone + 656
    lab.page.get_by_role("radio", name="Surface", exact=True).check()
    lab.button("Rotate left").click()
    assert download(lab, "Download SVG").read_text() != block
    assert "Protocol: Himmelblau" in block


def test_a_picture_taken_in_the_dark_is_the_one_taken_in_the_light(open_lab: OpenLab) -> None:
    taken = []
    for scheme in ("light", "dark"):
        lab = open_lab(f"{USUAL}&view=both&explain=sgd&step=3", color_scheme=scheme)
        expect(lab.page.locator(".surface")).to_have_attribute("data-ground", "webgl2")
        expect(lab.page.locator(".step-legend li").first).to_be_visible()
        lab.painted()
        taken.append(np.asarray(Image.open(download(lab, "Download PNG")).convert("RGB"), dtype=int))
    light, dark = taken
    assert light.shape == dark.shape
    assert (np.abs(light - dark).max(axis=2) > 8).mean() < 1e-4


def test_a_picture_has_the_dots_of_long_steps_the_hairlines_of_far_names_and_ticks_that_differ(
    open_lab: OpenLab,
) -> None:
    lab = open_lab("?landscape=valley&optimizers=sgd,momentum&lr=0.09&start=-4,2&steps=6")
    svg = download(lab, "Download SVG").read_text()
    # Between the start and the last of each run.
    assert svg.count('r="2.1"') == 2 * 5
    lab.open("?landscape=valley&optimizers=sgd&lr=0.099&start=-4,2&steps=60")
    expect(lab.page.locator(".findings-list")).to_contain_text("scillat")
    assert "A run oscillates along the arrows of its colour." in download(lab, "Download SVG").read_text()
    lab.open("?landscape=bowl&optimizers=sgd,momentum,rmsprop,adam,nesterov,adagrad&lr=0.001&start=1,1&steps=4")
    assert 'class="leader"' in download(lab, "Download SVG").read_text(), "six names have no room beside one place"
    lab.open("?landscape=rosenbrock&optimizers=sgd&lr=0.0001&start=1,1&steps=9&frame=0.998,1.002,0.998,1.002")
    assert ">1.0005<" in download(lab, "Download SVG").read_text()


def said_in(lab: Lab, places: str) -> list[str]:
    """Return what stands in some places of the page."""
    return [" ".join(text.split()) for text in lab.page.locator(places).all_inner_texts()]


def test_a_picture_says_its_losses_its_step_and_what_its_colours_and_arrows_mean(open_lab: OpenLab) -> None:
    lab = open_lab(f"{USUAL}&explain=momentum&step=6&basins=sgd")
    finest(lab)
    # The legend of the step follows its numbers a little later.
    expect(lab.page.locator(".step-legend li").filter(has_text="step")).to_contain_text("true to scale")

    def words() -> str:
        return "\n".join(words_of(download(lab, "Download SVG").read_text()))

    shown = words()
    assert "step 6 of 120" in shown
    assert "Step 7 of Momentum" in shown
    for place in (".scale .tick", ".basins-shares li span", ".step-legend li b", ".step-legend li span"):
        said = said_in(lab, place)
        assert said, place
        assert [text for text in said if text not in shown] == []
    assert re.search(r"−g added to −v, ×\s[\d.]+", shown), "how much an arrow is enlarged"
    lab.button("Explain this step").click()
    lab.button("Basins").click()
    plain = words()
    assert "−g" not in plain
    assert "reach (" not in plain
    assert "\nloss\n" in plain


def words_of(svg: str) -> list[str]:
    """Return what is written on a picture, text by text."""
    root = ET.fromstring(svg)  # noqa: S314 - a picture of our own
    texts = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    return [" ".join(text.split()) for text in texts]


MARKS = (
    "start",
    "minimizer",
    "global minimizer",
    "local minimizer",
    "saddle",
    "left the map",
    "left the view",
    "no loss",
)
"""What a mark may be called."""

LOGARITHM = f"?landscape=own&formula={quote('log(x) + x**2 + y**2')}&optimizers=sgd&steps=20&lr=0.01"

MARKED = {
    "?landscape=himmelblau&optimizers=sgd&lr=0.01&start=0,0&steps=20": ("start", "minimizer", "saddle"),
    "?landscape=rosenbrock&optimizers=sgd&lr=0.001&start=-1,1&steps=20": ("start", "minimizer"),
    "?landscape=saddle&optimizers=sgd&lr=0.1&start=1,0.1&steps=4": ("start", "minimizer", "saddle"),
    "?landscape=rastrigin&optimizers=sgd&lr=0.001&start=-4,4&steps=20": (
        "start",
        "global minimizer",
        "local minimizer",
        "saddle",
    ),
    f"{LOGARITHM}&domain=-1,2,-1.5,1.5&start=1,1": ("start", "no loss"),
    # The surface has holes where the map has stripes.
    f"{LOGARITHM}&domain=-1,2,-1.5,1.5&start=1,1&view=surface": ("start",),
    # Nothing of what is marked on the whole lies here.
    "?landscape=himmelblau&optimizers=sgd&lr=0.001&start=0.2,0&steps=4&frame=0,1,-0.5,0.5": ("start",),
    "?landscape=himmelblau&optimizers=sgd&lr=0.01&start=0,0&steps=40&frame=2,4,1,3&step=0": (
        "minimizer",
        "left the view",
    ),
    "?landscape=himmelblau&optimizers=sgd&lr=0.01&start=0,0&steps=400&frame=2,4,1,3": ("minimizer",),
    # On the block, but so near that the start is out of sight, and the run with it.
    "?landscape=himmelblau&optimizers=sgd&lr=0.00001&start=-4,-4&steps=4&view=surface&camera=225,30,4": (
        "start",
        "minimizer",
        "saddle",
        "left the view",
    ),
    "?landscape=valley&optimizers=sgd&lr=0.3&start=-4,2&steps=30": ("start", "minimizer", "left the map"),
    "?landscape=valley&optimizers=sgd&lr=0.3&start=-4,2&steps=30&step=0": ("start", "minimizer"),
}
"""What is marked where."""


@pytest.mark.parametrize("query", MARKED)
def test_a_picture_names_the_marks_that_are_on_it_and_no_others(open_lab: OpenLab, query: str) -> None:
    lab = open_lab(query)
    if "view=surface" in query:
        expect(lab.page.locator(".surface")).to_have_attribute("data-ground", "webgl2")
        lab.painted()
    svg = download(lab, "Download SVG").read_text()
    assert [word for word in words_of(svg) if word in MARKS] == list(MARKED[query])


def test_the_samples_of_marks_are_what_is_drawn_on_the_map(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=rosenbrock&optimizers=sgd&lr=0.001&start=-1,1&steps=20")
    svg = ET.fromstring(download(lab, "Download SVG").read_text())  # noqa: S314 - a picture of our own
    views = list(svg.iter("{http://www.w3.org/2000/svg}svg"))
    samples = [view for view in views if view.get("width") == "20"]
    outlines = [
        {path.get("d") for path in view.iter("{http://www.w3.org/2000/svg}path")} for view in (views[1], *samples)
    ]
    assert len(samples) == 2
    assert all(len(sample) == 1 and sample < outlines[0] for sample in outlines[1:])


def test_samples_lie_on_the_ground_that_they_have_on_the_page(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=sgd&lr=0.099&start=-4,2&steps=60&explain=sgd&step=3")
    expect(lab.page.locator(".findings-list")).to_contain_text("scillat")
    sample = lab.page.locator(".step-legend svg").first
    ground = lab.page.evaluate("() => getComputedStyle(document.body).getPropertyValue('--low-ground')")
    red, green, blue = (int(ground[at : at + 2], 16) for at in (1, 3, 5))
    expect(sample).to_have_css("background-color", f"rgb({red}, {green}, {blue})")
    entries = lab.page.locator(".step-legend li").count()
    svg = download(lab, "Download SVG").read_text()
    # Of the marks start and minimizer, and of the arrows along which it oscillates.
    assert svg.count(f'rx="2" fill="{ground}"') == 2 + entries + 1


def test_basins_that_diverge_or_differ_have_a_key_in_their_own_patterns(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=himmelblau&optimizers=sgd,adam&lr=0.02&start=0,0&steps=60&basins=sgd,adam")
    finest(lab)
    svg = download(lab, "Download SVG").read_text()
    for words in ("diverge with one of them", "is not there yet", "end alike"):
        assert words in svg
    samples = lab.page.locator(".basins-shares canvas").evaluate_all("all => all.map(each => each.toDataURL())")
    assert len(samples) > 2
    assert len(set(samples)) == len(samples)
    assert all(sample in svg for sample in samples)


@pytest.mark.parametrize("view", ["", "&view=surface", "&view=both"])
def test_a_film_of_the_playback_has_every_step_and_rests_at_the_last(open_lab: OpenLab, view: str) -> None:
    lab = open_lab(f"?landscape=bowl&optimizers=sgd,adam&lr=0.05&start=-4,3&steps=40&step=7{view}")
    if view:
        expect(lab.page.locator(".surface")).to_have_attribute("data-ground", "webgl2")
    with lab.page.expect_download() as made:
        lab.button("Download GIF").click()
        if view:
            # Who looks around meanwhile moves nothing on the film.
            lab.button("Rotate left").click()
    with Image.open(Path(made.value.path())) as film:
        frames = [np.asarray(frame.convert("RGB"), dtype=int) for frame in ImageSequence.Iterator(film)]
        durations = [frame.info["duration"] for frame in ImageSequence.Iterator(film)]
    assert len(frames) == 41
    assert sum(durations[:-1]) == pytest.approx(5000, rel=0.05)
    assert durations[-1] == 1500
    # A path that grows changes ever more of the first picture, and the last is that of the last step.
    changed = [int((np.abs(frame - frames[0]).sum(axis=2) > 60).sum()) for frame in frames]
    assert changed[5] < changed[20] < changed[40]
    if view:
        assert lab.step == 7
        lab.button("Rotate right").click()
    lab.slider("Step").fill("40")
    lab.painted()
    still = np.asarray(
        Image.open(download(lab, "Download PNG")).convert("RGB").resize(frames[0].shape[1::-1]), dtype=int
    )
    # But for the palette, the names and the step in the corner, it is the still picture.
    assert (np.abs(frames[-1] - still).sum(axis=2) > 90).mean() < 0.02


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


def test_a_presentation_is_large_hides_and_locks_what_the_link_says_and_can_be_left(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&steps=30&present=1&hide=controls,results,bench&lock=measures")
    lab.page.locator("#chart-gradient").focus()
    expect(lab.page.locator("#chart-gradient")).not_to_be_focused()
    for hidden in (".experiment", ".results", ".bench"):
        expect(lab.page.locator(hidden)).to_be_hidden()
    expect(lab.map).to_be_visible()
    size = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
    large = lab.page.evaluate(size)
    expect(lab.page).to_have_url(re.compile("&present=1&hide=controls,results,bench&lock=measures$"))
    lab.page.get_by_role("link", name="Leave the presentation").click()
    expect(lab.page).to_have_url(re.compile("steps=30$"))
    expect(lab.page.locator(".experiment")).to_be_visible()
    assert lab.page.evaluate(size) < large
    # What the rest of the link switches on stays hidden as well.
    lab.open("?landscape=bowl&optimizers=sgd&steps=30&explain=sgd&basins=sgd&hide=zoom,explain,basins,results")
    for hidden in (".step-told", "#explain-step", "#basins", "#zoom-in", ".results"):
        expect(lab.page.locator(hidden)).to_be_hidden()


def test_a_part_that_there_is_not_is_said_and_the_others_are_hidden(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&steps=30&hide=result,bench&lock=qqqqqqqq")
    note = lab.page.locator(".notice")
    expect(note).to_contain_text("No part of the lab is called “result”; did you mean results? It was left out.")
    expect(note).to_contain_text("No part of the lab is called “qqqqqqqq”. It was left out.")
    expect(lab.page.locator(".bench")).to_be_hidden()
    expect(lab.page.locator(".results")).to_be_visible()


LOCKED = "?landscape=valley&optimizers=sgd,momentum&lr=0.11&start=-4,2&steps=60"


def test_no_control_changes_a_learning_rate_that_a_link_locks(open_lab: OpenLab) -> None:
    lab = open_lab(f"{LOCKED}&lock=lr")
    note = lab.page.locator(".notice")

    def refused(act: Callable[[], object]) -> None:
        before = lab.page.url
        act()
        expect(note).to_contain_text("The learning rate is locked by the link, so nothing was changed.")
        lab.painted()
        expect(lab.page).to_have_url(before)
        lab.button("Close this note").click()

    rates = strip(lab)
    refused(lambda: rates.click(position={"x": 200, "y": 60}))
    strip(lab)
    presets = lab.page.get_by_role("combobox", name="Presets")
    refused(lambda: presets.select_option(label="Across and along a ravine"))
    # What was chosen and not opened is not shown as chosen, and neither is its reason said.
    expect(presets).to_have_value("")
    expect(lab.page.locator(".preset-because")).to_be_empty()
    lab.button("Load this pair").scroll_into_view_if_needed()
    expect(lab.page.locator(".rates-plot")).to_have_attribute("data-size", re.compile(r"\d+"))
    refused(lab.button("Load this pair").click)
    refused(lab.page.locator(".rate-marks button").first.click)
    refused(lab.page.locator(".findings-list button").first.click)
    policy = lab.page.get_by_role("combobox", name="Learning rates", exact=True)
    refused(lambda: policy.select_option(value="best"))
    expect(policy).to_have_value("same")
    refused(lab.button("Reset").click)
    # What is not locked moves on.
    lab.number("Steps").fill("50")
    lab.expect_link(steps="50", lr="0.11")
    lab.button("Undo").click()
    lab.expect_link(steps="60", lr="0.11")


@pytest.mark.parametrize(
    ("lock", "selector", "why"),
    [
        ("start", ".plot", "The start is locked"),
        ("controls", ".plot", "The start is locked"),
        ("playback", ".losses-chart", "The playback is locked"),
    ],
)
def test_a_click_that_would_move_what_is_locked_says_so(open_lab: OpenLab, lock: str, selector: str, why: str) -> None:
    lab = open_lab(f"{LOCKED}&lock={lock}")
    before = lab.page.url
    lab.page.locator(selector).click(position={"x": 150, "y": 50})
    expect(lab.page.locator(".notice")).to_contain_text(f"{why} by the link, so nothing was changed.")
    expect(lab.page).to_have_url(before)


@pytest.mark.parametrize(
    ("lock", "why"),
    [
        ("marks", "The optimizer with the marks is locked"),
        ("controls", "The optimizer with the marks is locked"),
    ],
)
def test_to_explain_another_optimizer_would_move_locked_marks(open_lab: OpenLab, lock: str, why: str) -> None:
    lab = open_lab(f"{LOCKED}&explain=momentum&lock={lock}")
    before = lab.page.url
    explain = lab.page.get_by_role("combobox", name="Explain", exact=True)
    explain.select_option(value="sgd")
    expect(lab.page.locator(".notice")).to_contain_text(f"{why} by the link, so nothing was changed.")
    lab.painted()
    expect(explain).to_have_value("momentum")
    expect(lab.page.locator("#marks-for")).to_have_value("momentum")
    expect(lab.page).to_have_url(before)


def test_marks_that_a_link_locks_stay_whoever_else_is_shown(open_lab: OpenLab) -> None:
    lab = open_lab(f"{LOCKED}&lock=marks")
    # Without SGD, the first, the next would have the marks.
    lab.button("SGD").click()
    expect(lab.page.locator(".notice")).to_contain_text("The optimizer with the marks is locked")
    lab.expect_link(optimizers="sgd,momentum")
    lab.button("Close this note").click()
    lab.button("Momentum").click()
    lab.expect_link(optimizers="sgd")
    lab.button("Explain this step").click()
    lab.expect_link(explain="sgd")
    expect(lab.page.locator(".notice")).to_be_hidden()


@pytest.mark.parametrize(
    ("lock", "why"), [("explain", "The explained optimizer is locked"), ("results", "What is pinned is locked")]
)
def test_what_a_locked_part_holds_is_changed_by_no_other(open_lab: OpenLab, lock: str, why: str) -> None:
    lab = open_lab(f"{PINNED}&lock={lock}")
    if lock == "explain":
        lab.page.locator("#marks-for").select_option(value="momentum")
        expect(lab.page.locator("#marks-for")).to_have_value("sgd")
    else:
        lab.landscape.select_option(value="valley")
        expect(lab.landscape).to_have_value("himmelblau")
    expect(lab.page.locator(".notice")).to_contain_text(f"{why} by the link, so nothing was changed.")


def test_a_locked_start_stays_on_another_landscape_unless_it_does_not_lie_there(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=sgd&lr=0.05&start=-4,2&steps=60&lock=start")
    lab.landscape.select_option(value="himmelblau")
    lab.expect_link(landscape="himmelblau", start="-4,2")
    lab.landscape.select_option(value="rosenbrock")
    expect(lab.page.locator(".notice")).to_contain_text("The start is locked")
    expect(lab.landscape).to_have_value("himmelblau")


def test_what_a_link_locks_is_seen_and_moved_neither_by_hand_nor_by_keys(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&steps=30&start=1,1&lock=start,playback,undo")
    lab.button("Zoom in").click()
    frame = lab.map.bounding_box()
    assert frame
    lab.page.mouse.click(frame["x"] + 50, frame["y"] + 50)
    for keys in ("Home", "Space", "Control+Z"):
        lab.page.keyboard.press(keys)
    lab.painted()
    expect(lab.page.locator("#start-x")).to_have_value("1")
    expect(lab.page.locator("#start-x")).to_have_css("opacity", "0.55")
    expect(lab.page.locator("#play")).to_have_text("Play")
    expect(lab.page).to_have_url(re.compile("start=1,1&steps=30&frame=.*&lock=start,playback,undo$"))
    lab.page.get_by_role("link", name="Leave the presentation").click()
    lab.map.click(position={"x": 50, "y": 50})
    expect(lab.page.locator("#start-x")).not_to_have_value("1")
    expect(lab.page.locator("#start-x")).to_have_css("opacity", "1")
