"""Links of the lab: what they mean, what is refused, and that writing one back loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thalweg.landscapes import LANDSCAPES
from thalweg.landscapes.landscape import Domain, Landscape
from thalweg.language.refusal import Refusal
from thalweg.links import LIMITS, OPENING, Experiment, read_link, write_link
from thalweg.optimizers import OPTIMIZERS
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.compare import compare
from thalweg.runs.noise import SILENCE, Noise

OWN = "?landscape=own&optimizers=adam,own&formula=x**2%2B3*y**2&domain=-2,2,-1,1&rule=theta%20%3D%20theta%20-%20lr*g"


def test_an_empty_link_is_what_the_lab_opens_on() -> None:
    assert read_link("") == read_link("?") == read_link(OPENING)
    assert write_link(read_link("")) == OPENING


def test_every_part_is_read() -> None:
    read = read_link(
        "?landscape=valley&optimizers=adam,sgd&lr=.05&start=-4,+2e0&steps=60&adam.lr=0.5&adam.beta1=0.8&adam.eps=1e-8"
        "&policy=best&noise=0.5&batch=16&seed=3&view=surface&chart=gradient&frame=-1,1,-2,2"
    )
    assert read == Experiment(
        landscape=LANDSCAPES["valley"],
        optimizers=(OPTIMIZERS["sgd"], OPTIMIZERS["adam"]),
        lr=0.05,
        start=(-4.0, 2.0),
        steps=60,
        policy="best",
        settings={"adam": {"lr": 0.5, "beta1": 0.8}},
        scene={"view": "surface", "chart": "gradient", "frame": "-1,1,-2,2"},
        noise=Noise(0.5, 16, 3),
    )
    assert read.keys == ("sgd", "adam")
    assert read.domain == Domain((-1, 1), (-2, 2))


def test_how_it_is_looked_at_is_kept_as_far_as_it_is_not_the_usual() -> None:
    said = "camera=359.96,12.34,2.345&basins=adam,sgd&explain=adam&step=03&speed=2&view=surface"
    assert read_link(f"?optimizers=sgd,adam&{said}").scene == {
        "view": "surface",
        "camera": "0,12.3,2.35",
        "basins": "adam,sgd",
        "explain": "adam",
        "step": "3",
        "speed": "2",
    }
    assert read_link("?optimizers=sgd,adam&for=adam&sweep=steps&rates=adam&opacity=065&basins=adam").scene == {
        "basins": "adam",
        "opacity": "65",
        "for": "adam",
        "sweep": "steps",
        "rates": "adam",
    }
    assert read_link("?optimizers=sgd,adam&for=sgd&sweep=loss&opacity=80").scene == {}
    assert read_link("?optimizers=sgd,adam&for=sgd&explain=adam").scene == {"explain": "adam"}
    assert read_link("?camera=24.0,50,1&speed=1&view=map&chart=loss").scene == {}
    assert read_link("?camera=24,50,1,0,-0.0004").scene == {}
    assert read_link("?camera=24,50,2,0.25,-.12345").scene == {"camera": "24,50,2,0.25,-0.123"}


def test_on_another_landscape_the_runs_begin_at_its_own_start() -> None:
    assert read_link("?landscape=plateau").start == (-4.0, 2.5)
    assert read_link("?lr=0.1").start == (-1.5, 2.0)


def test_runs_are_those_of_compare() -> None:
    runs = read_link("?landscape=valley&optimizers=sgd,momentum-averaged&lr=0.05&start=1,2&steps=9&sgd.lr=0.02").runs()
    peers = compare(
        "valley", ["sgd", "momentum-averaged"], lr=0.05, start=(1, 2), steps=9, settings={"sgd": {"lr": 0.02}}
    )
    assert [run.path.tolist() for run in runs] == [run.path.tolist() for run in peers]
    assert str(runs.protocol) == str(peers.protocol)


def test_a_link_brings_mathematics_of_its_own() -> None:
    read = read_link(OWN + "&own.lr=0.25&start=-1,0.5")
    assert read.keys == ("adam", "own")
    assert read.landscape == Landscape.from_formula("x**2+3*y**2", domain=Domain((-2, 2), (-1, 1)))
    assert read_link(write_link(read)) == read
    adam, own = read.runs()
    assert own.hyperparameters == {"lr": 0.25}
    assert own.path[1].tolist() == [-0.5, -0.25]
    assert adam.landscape.minimizers == ((0.0, 0.0),)


REFUSED = [
    ("?landscape=vally", 'unknown landscape "vally"; did you mean "valley"'),
    ("?optimizers=", 'unknown optimizer ""'),
    ("?optimizers=sgd,adamm", 'did you mean "adam"'),
    ("?optimizers=sgd,sgd", "names sgd twice"),
    ("?lr=0", "lr is 0; the lab allows numbers from 1e-5 to 10"),
    ("?lr=nan", 'lr is "nan"; write a decimal number'),
    ("?lr=1_0", 'lr is "1_0"'),
    ("?lr=١", "write a decimal number"),
    ("?lr=1e400", "lr is 1e400; the lab allows"),
    ("?lr=0.1&lr=0.2", "gives lr twice"),
    ("?steps=0", "steps is 0"),
    ("?steps=2.5", "write a whole number"),
    ("?steps=20001", "steps is 20001"),
    ("?start=1", "write x and y with a comma between them"),
    ("?start=1,2e6", "start is 2e6"),
    ("?noise=-1", "noise is -1"),
    ("?noise=1&batch=2.5", "batch is 2.5"),
    ("?seed=0", "seed is 0"),
    ("?policy=mine", 'unknown policy "mine"'),
    ("?rate=1", 'unknown name in the link "rate"'),
    ("?adam.lr=1&optimizers=sgd", 'optimizer to set adam.lr of "adam"'),
    ("?adam.beta=1", 'unknown hyper-parameter of adam "beta"'),
    ("?adam.beta1=1", "allowed are numbers from 0 up to, but not including, 1"),
    ("?view=inside", 'unknown view "inside"; known here: both, map, surface'),
    ("?chart=los", 'unknown chart "los"; did you mean "loss"'),
    ("?frame=1,2,3", 'frame is "1,2,3"'),
    ("?frame=1,0,0,1", "lowest and highest"),
    ("?camera=24,50", "write direction, height and magnification, as in camera=24,50,1"),
    ("?camera=24,91,1", "camera is 91; the lab allows numbers from 5 to 90"),
    ("?camera=24,50,1,0.5", "behind them how far it was moved to the east and to the north"),
    ("?camera=24,50,1,0.5,1.5", "camera is 1.5; the lab allows numbers from -1 to 1"),
    ("?optimizers=sgd&basins=adam", 'unknown optimizer to show in basins "adam"; known here: sgd'),
    ("?basins=sgd,sgd", "name at most 2, each once"),
    ("?basins=sgd,momentum,adam", "name at most 2, each once"),
    ("?optimizers=sgd&for=adam", 'unknown optimizer to show in for "adam"; known here: sgd'),
    ("?rates=sgd,sgd", "name at most 2, each once"),
    ("?sweep=rate", 'unknown sweep "rate"'),
    ("?opacity=9", "opacity is 9; the lab allows numbers from 10 to 100"),
    ("?opacity=50.5", "opacity is 50.5; write a whole number from 10 to 100"),
    ("?optimizers=sgd&explain=sgdd", 'did you mean "sgd"'),
    ("?steps=9&step=10", "step is 10; the lab allows numbers from 0 to 9"),
    ("?step=1.5", "step is 1.5; write a whole number from 0 to 4,000"),
    ("?speed=3", 'unknown speed "3"; known here: 0.5, 1, 2, 4'),
    ("?pin=garbage", "a link reads ?name=value&name=value"),
    ("?pin=lr%3D0.1", 'pin is "lr=0.1"; write an experiment on the same landscape, as in pin=landscape%3Drosenbrock'),
    ("?landscape=bowl&pin=landscape%3Dvalley", "as in pin=landscape%3Dbowl%26optimizers%3Dsgd"),
    ("?pin=landscape%3Drosenbrock%26lr%3D0", "lr is 0; the lab allows"),
    ("?pin=landscape%3Drosenbrock%26view%3Dsurface", 'unknown name in the pinned experiment "view"'),
    ("?landscape=own", "brings no formula"),
    ("?landscape=own&formula=x**", "line 1"),
    ("?optimizers=own", "brings no rule"),
    ("?optimizers=own&rule=theta%3Dtheta-lr*g%0A%20lr%3D0.1", 'line 2, column 2: "lr" is set with the learning rate'),
    ("?lr", "a link reads ?name=value&name=value"),
    ("?=1", 'unknown name in the link ""'),
    ("?hide=%ff", "a link reads"),
    ("?" + "hide=" + "x" * 20_000, "at most 20,000"),
]


@pytest.mark.parametrize(("link", "sentence"), REFUSED, ids=[link[:40] for link, _ in REFUSED])
def test_what_is_not_understood_is_refused_with_a_sentence(link: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_link(link)
    assert sentence in str(refused.value)
    assert len(str(refused.value)) < 300


OPTIMIZER_SETS = st.lists(st.sampled_from(list(OPTIMIZERS)), min_size=1, unique=True)
COORDINATES = st.floats(-LIMITS.coordinate, LIMITS.coordinate)


@st.composite
def experiments(draw: st.DrawFn) -> Experiment:
    """Return any experiment that a link can hold."""
    keys = sorted(draw(OPTIMIZER_SETS), key=list(OPTIMIZERS).index)
    optimizers = tuple(OPTIMIZERS[key] for key in keys)
    settings = {
        each.key: values
        for each in optimizers
        if (values := draw(st.fixed_dictionaries({}, optional={name: st.floats(0, 0.7) for name in each.defaults})))
    }
    return Experiment(
        landscape=LANDSCAPES[draw(st.sampled_from(list(LANDSCAPES)))],
        optimizers=optimizers,
        lr=draw(st.floats(*LIMITS.lr)),
        start=(draw(COORDINATES), draw(COORDINATES)),
        steps=draw(st.integers(1, LIMITS.steps)),
        policy=draw(st.sampled_from(["same", "best", "first-step"])),
        settings={
            key: kept
            for key, values in settings.items()
            if (kept := {n: v for n, v in values.items() if n == "lr" or v != OPTIMIZERS[key].defaults[n]})
        },
        noise=draw(
            st.just(SILENCE)
            | st.builds(Noise, st.floats(1e-3, 1e6), st.integers(1, 1_000_000), st.integers(1, 2_147_483_646))
        ),
        scene=draw(st.fixed_dictionaries({}, optional={"view": st.just("surface"), "hide": st.text(max_size=9)})),
    )


@given(experiments())
def test_writing_a_link_and_reading_it_loses_nothing(experiment: Experiment) -> None:
    stripped = {name: text.strip() for name, text in experiment.scene.items()}
    assert read_link(write_link(experiment)) == Experiment(
        experiment.landscape,
        experiment.optimizers,
        experiment.lr,
        experiment.start,
        experiment.steps,
        experiment.policy,
        experiment.settings,
        stripped,
        experiment.noise,
    )


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = read_link(text)
    except Refusal:
        return
    assert isinstance(read.optimizers[0], Optimizer)
