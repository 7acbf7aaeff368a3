"""An experiment as the link of the lab, and the link as an experiment again.

The lab forgives a link that it does not understand, and says so; here it is refused, because what a lesson shows and
what an answer is graded by has to be exactly what was written. The other side is frontend/src/state/link.ts.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import parse_qsl, quote

from thalweg.landscapes import LANDSCAPES
from thalweg.landscapes.landscape import Domain, Landscape, Point
from thalweg.language.numbers import exactly, spelled
from thalweg.language.refusal import Misreading, Refusal, UnknownName, shortened
from thalweg.optimizers import OPTIMIZERS
from thalweg.optimizers.optimizer import Optimizer, declarations
from thalweg.runs.compare import Comparison, compare
from thalweg.runs.noise import SILENCE, Noise
from thalweg.runs.policy import KEYS
from thalweg.runs.run import MAX_COORDINATE, beginning
from thalweg.runs.stationary import explored

OPENING = "?landscape=rosenbrock&optimizers=sgd,momentum,rmsprop,adam&lr=0.0015&start=-1.5,2&steps=4000"
"""The experiment the lab opens on: at this learning rate no path leaves the view, and each shows its character."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the controls of the lab allow.

    Attributes:
        lr: Smallest and largest learning rate.
        steps: Most steps.
        coordinate: Largest magnitude of a coordinate to start from.
        link: Characters of a link, as it is written in an address: a formula and a rule of the longest kind, with every
            character encoded, and the rest.
    """

    lr: tuple[float, float] = (1e-5, 10.0)
    steps: int = 20_000
    coordinate: float = MAX_COORDINATE
    link: int = 20_000


LIMITS = Limits()

OWN = "own"
"""Key of a landscape or an optimizer that the link itself brings."""

EXPERIMENT = (
    "landscape",
    "optimizers",
    "lr",
    "start",
    "steps",
    "policy",
    "noise",
    "batch",
    "seed",
    "formula",
    "domain",
    "rule",
)
"""What decides the runs, besides settings such as `adam.lr`."""

SCENE = (
    *("pin", "view", "chart", "frame", "camera", "basins", "opacity", "for", "sweep", "rates"),
    *("explain", "step", "speed", "present", "hide", "lock"),
)
"""How the runs are looked at."""

CHOICES = {
    "view": ("map", "surface", "both"),
    "chart": ("loss", "gradient", "distance", "step"),
    "sweep": ("loss", "steps"),
    "speed": ("1", "0.5", "2", "4"),
}
"""What some of that is chosen from, the usual first."""

CAMERA = ((0.0, 359.99), (5.0, 90.0), (0.5, 8.0), (-1.0, 1.0), (-1.0, 1.0))
"""Where the surface is seen from: direction, height, magnification and how far it was moved, from and to."""

STILL = 3
"""Of these numbers, those that a link gives where it was not moved."""

USUAL_CAMERA = "24,50,1"

MOST_NAMED = {"basins": 2, "rates": 2, "explain": 1, "for": 1}
"""Optimizers that a part of the link may name: whose basins, or map of rates, are shown are one, or two compared."""

OPACITY = (10, 100)
"""How strongly basins cover the map, from and to, in percent."""

USUAL_OPACITY = "80"

_UNSAID_NOISE = {"noise": "0", "batch": str(SILENCE.batch), "seed": str(SILENCE.seed)}
_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Experiment:
    """What a link shows.

    Attributes:
        landscape: Where the runs are.
        optimizers: What runs, in the order they are declared in.
        lr: The learning rate of those that have none of their own.
        start: Where all begin.
        steps: Most steps of each.
        policy: How learning rates are given out, as links spell it.
        settings: Hyper-parameters of single optimizers, as links name them: `{"adam": {"lr": 0.05}}`.
        scene: How it is looked at, as the link says it.
        noise: What is added to every gradient.
    """

    landscape: Landscape
    optimizers: tuple[Optimizer, ...]
    lr: float
    start: Point
    steps: int
    policy: str = "same"
    settings: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    scene: Mapping[str, str] = field(default_factory=dict)
    noise: Noise = SILENCE

    @property
    def keys(self) -> tuple[str, ...]:
        """The optimizers as links name them."""
        return tuple(map(key_of, self.optimizers))

    @property
    def domain(self) -> Domain:
        """The part of the landscape that is looked at."""
        return _domain(self.scene["frame"], "frame") if "frame" in self.scene else self.landscape.domain

    def runs(self) -> Comparison:
        """Return what happens."""
        by_key = {key_of(each): each.key for each in self.optimizers}
        return compare(
            _known(self.landscape),
            self.optimizers,
            start=self.start,
            lr=self.lr,
            steps=self.steps,
            policy=self.policy,
            noise=self.noise,
            settings={by_key[key]: values for key, values in self.settings.items()},
        )


def key_of(declared: Landscape | Optimizer) -> str:
    """Return how links name a landscape or an optimizer."""
    return declared.key if declared.key in LANDSCAPES or declared.key in OPTIMIZERS else OWN


# ------------------------------------------------------------------------------------------------------------- reading


def read_link(link: str) -> Experiment:
    """Return the experiment of a link, which is the query of the lab's address; what it leaves out is as the lab opens.

    Raises:
        Refusal: Something in it is not understood, stands twice, or is outside what the lab allows.

    Example:
        >>> read_link("?landscape=valley&optimizers=sgd&lr=0.05").runs()[0].steps
        151
    """
    return _experiment(_parameters(link))


def _experiment(said: Mapping[str, str]) -> Experiment:
    """Return the experiment of a link's parameters."""
    opening = _parameters(OPENING)
    given = {**opening, **said}
    landscape, optimizers = _landscape(given), _optimizers(given)
    is_elsewhere = "start" not in said and given["landscape"] != opening["landscape"]
    return Experiment(
        landscape=landscape,
        optimizers=optimizers,
        lr=_number("lr", given["lr"], *LIMITS.lr),
        start=beginning(landscape, None if is_elsewhere else _point(given["start"])),
        steps=_steps(given["steps"]),
        policy=_policy(given.get("policy", "same")),
        settings=_settings(given, optimizers),
        scene=_scene(given, tuple(map(key_of, optimizers))),
        noise=_noise(given),
    )


def _check_pinned(text: str, given: Mapping[str, str]) -> None:
    """Refuse a pinned experiment that cannot be compared with the one beside it, which lends it its mathematics."""
    said = _parameters(text)
    if said.get("landscape") != given["landscape"]:
        example = f"pin=landscape%3D{given['landscape']}%26optimizers%3Dsgd"
        raise Refusal(f'pin is "{shortened(text)}"; write an experiment on the same landscape, as in {example}')
    for name in said:
        if name in SCENE:
            raise UnknownName("name in the pinned experiment", name, EXPERIMENT)
    own = {name: given[name] for name in ("formula", "domain", "rule") if name in given}
    _experiment(own | said)


def _parameters(link: str) -> dict[str, str]:
    """Return the parameters by name."""
    if len(link) > LIMITS.link:
        raise Refusal(f"the link has {len(link):,} characters; at most {LIMITS.link:,} are allowed")
    query = link.strip().removeprefix("?")
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True, errors="strict") if query else []
    except ValueError as error:
        raise Refusal(
            f'the link is "{shortened(link)}"; a link reads ?name=value&name=value, as in ?landscape=bowl&lr=0.1'
        ) from error
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given:
            raise Refusal(f"the link gives {shortened(name)} twice; give it once")
        if name not in EXPERIMENT and name not in SCENE and "." not in name:
            raise UnknownName("name in the link", name, (*EXPERIMENT, *SCENE, "OPTIMIZER.SETTING"))
        given[name] = value.strip()
    return given


def _landscape(given: Mapping[str, str]) -> Landscape:
    """Return the declared landscape, or the one that the link brings."""
    key = given["landscape"]
    if key == OWN:
        if "formula" not in given:
            raise Refusal("landscape is own, and the link brings no formula; add &formula=… to it")
        domain = _domain(given["domain"], "domain") if "domain" in given else None
        return Landscape.from_formula(given["formula"], domain=domain)
    if key not in LANDSCAPES:
        raise UnknownName("landscape", key, (*LANDSCAPES, OWN))
    return LANDSCAPES[key]


def _optimizers(given: Mapping[str, str]) -> tuple[Optimizer, ...]:
    """Return the optimizers in the order they are declared in, one of the link's own last."""
    keys = [key.strip() for key in given["optimizers"].split(",")]
    for key in keys:
        if key not in OPTIMIZERS and key != OWN:
            raise UnknownName("optimizer", key, (*OPTIMIZERS, OWN))
        if keys.count(key) > 1:
            raise Refusal(f"optimizers names {key} twice; name it once")
    shown = [optimizer for key, optimizer in OPTIMIZERS.items() if key in keys]
    if OWN in keys:
        if "rule" not in given:
            raise Refusal("optimizers names own, and the link brings no rule; add &rule=… to it")
        shown.append(own_optimizer(given["rule"]))
    return tuple(shown)


def own_optimizer(rule: str, title: str = "Own rule") -> Optimizer:
    """Return the optimizer of a rule that was typed into the lab, which gives out the learning rate itself.

    Raises:
        Misreading: A line cannot be read, has no place in a rule, or gives a learning rate.
        Refusal: The lines make no rule.
    """
    optimizer = Optimizer.from_rule(rule, title=title)
    for each in declarations(rule)[1]:
        if each.name == "lr":
            sentence = '"lr" is set with the learning rate of the lab, not in the rule; leave this line out'
            raise Misreading(each.line, each.column, sentence)
    return optimizer


def _settings(given: Mapping[str, str], optimizers: Sequence[Optimizer]) -> dict[str, dict[str, float]]:
    """Return what differs from what is declared, as `adam.beta1=0.8` does."""
    settings: dict[str, dict[str, float]] = {}
    by_key = {key_of(each): each for each in optimizers}
    for parameter, text in given.items():
        key, dot, name = parameter.partition(".")
        if not dot:
            continue
        if key not in by_key:
            raise UnknownName(f"optimizer to set {shortened(parameter)} of", key, by_key)
        hyperparameters = {each.name: each for each in by_key[key].hyperparameters}
        if name not in hyperparameters:
            raise UnknownName(f"hyper-parameter of {key}", name, hyperparameters)
        value = hyperparameters[name].checked(_decimal(parameter, text))
        # As the lab does it: what is as declared is not kept, but for a learning rate, which a policy may change.
        if name == "lr" or value != hyperparameters[name].default:
            settings.setdefault(key, {})[name] = value
    return settings


def _scene(given: Mapping[str, str], shown: Sequence[str]) -> dict[str, str]:
    """Return how it is looked at, as far as that differs from the usual.

    Args:
        given: The parameters by name.
        shown: The optimizers as links name them.
    """
    scene = {name: given[name] for name in SCENE if name in given}
    for name, choices in CHOICES.items():
        if name in scene and scene[name] not in choices:
            raise UnknownName(name, scene[name], choices)
    if "pin" in scene:
        _check_pinned(scene["pin"], given)
    if "frame" in scene:
        scene["frame"] = _sides(_domain(scene["frame"], "frame"))
    if "camera" in scene:
        scene["camera"] = _camera(scene["camera"])
    for name in filter(scene.__contains__, MOST_NAMED):
        _check_shown(name, scene[name].split(","), shown, MOST_NAMED[name])
    # The first has the marks unless another is named, and whoever is explained has them anyway.
    if "explain" in scene or scene.get("for") == shown[0]:
        scene.pop("for", None)
    if "opacity" in scene:
        scene["opacity"] = str(_whole("opacity", scene["opacity"], *OPACITY))
    if "step" in scene:
        scene["step"] = str(_whole("step", scene["step"], 0, _steps(given["steps"])))
    usual = {name: choices[0] for name, choices in CHOICES.items()} | {"camera": USUAL_CAMERA, "opacity": USUAL_OPACITY}
    return {name: text for name, text in scene.items() if text != usual.get(name)}


def _camera(text: str) -> str:
    """Return where the surface is seen from, as exactly as the lab writes it."""
    parts = text.split(",")
    if len(parts) not in {STILL, len(CAMERA)}:
        raise Refusal(
            f'camera is "{shortened(text)}"; write direction, height and magnification, as in camera={USUAL_CAMERA}, '
            f"and behind them how far it was moved to the east and to the north, if it was"
        )
    numbers = [_number("camera", part.strip(), *ends) for part, ends in zip(parts, CAMERA, strict=False)]
    digits = ("0.1", "0.1", "0.01", "0.001", "0.001")
    rounded = [
        Decimal(number).quantize(Decimal(digit), ROUND_HALF_UP) for number, digit in zip(numbers, digits, strict=False)
    ]
    rounded[0] %= 360
    moved = rounded[STILL:] if any(rounded[STILL:]) else []
    return ",".join(_written(float(number)) for number in (*rounded[:STILL], *moved))


def _check_shown(name: str, keys: Sequence[str], shown: Sequence[str], most: int) -> None:
    """Refuse what is not among the optimizers that are shown, stands twice, or is more than there may be."""
    for key in keys:
        if key not in shown:
            raise UnknownName(f"optimizer to show in {name}", key, shown)
    if len({*keys}) < len(keys) or len(keys) > most:
        raise Refusal(f"{name} names {shortened(','.join(keys))}; name at most {most}, each once")


def _policy(text: str) -> str:
    if text not in KEYS:
        raise UnknownName("policy", text, KEYS)
    return text


def _noise(given: Mapping[str, str]) -> Noise:
    """Return the noise; a batch size and a seed mean nothing where there is none."""
    spread, batch, seed = (_decimal(name, given.get(name, unsaid)) for name, unsaid in _UNSAID_NOISE.items())
    noise = Noise(spread, batch, seed)  # type: ignore[arg-type] # `Noise` refuses what is not whole
    return noise if spread else SILENCE


def _decimal(name: str, text: str) -> float:
    if not _DECIMAL.fullmatch(text):
        raise Refusal(f'{shortened(name)} is "{shortened(text)}"; write a decimal number, as in 0.05 or 1e-3')
    return float(text)


def _number(name: str, text: str, low: float, high: float) -> float:
    value = _decimal(name, text)
    if not low <= value <= high:
        raise Refusal(f"{name} is {shortened(text)}; the lab allows numbers from {spelled(low)} to {spelled(high)}")
    return value


def _steps(text: str) -> int:
    return _whole("steps", text, 1, LIMITS.steps)


def _whole(name: str, text: str, low: int, high: int) -> int:
    value = _number(name, text, low, high)
    if not value.is_integer():
        raise Refusal(f"{name} is {shortened(text)}; write a whole number from {low:,} to {high:,}")
    return int(value)


def _point(text: str) -> Point:
    parts = text.split(",")
    if len(parts) != 2:  # noqa: PLR2004 - a point has x and y
        raise Refusal(f'start is "{shortened(text)}"; write x and y with a comma between them, as in start=-4,2')
    x, y = (_number("start", part.strip(), -LIMITS.coordinate, LIMITS.coordinate) for part in parts)
    return x, y


def _domain(text: str, name: str) -> Domain:
    """Return a part of the plane from its lowest and highest x and y."""
    sides = [_decimal(name, side.strip()) for side in text.split(",")]
    if len(sides) != 4 or not (sides[0] < sides[1] and sides[2] < sides[3]):  # noqa: PLR2004 - two sides, two ends each
        raise Refusal(f'{name} is "{shortened(text)}"; write the lowest and highest x and y, as in {name}=-5,5,-3,3')
    return Domain((sides[0], sides[1]), (sides[2], sides[3]))


@functools.lru_cache(maxsize=64)
def _known(landscape: Landscape) -> Landscape:
    """Return the landscape with its minimizers and saddles, which are searched for on one that the link brings."""
    return landscape if landscape.key in LANDSCAPES else explored(landscape)


# ------------------------------------------------------------------------------------------------------------- writing


def write_link(experiment: Experiment) -> str:
    """Return the link that opens the experiment, question mark included, as the lab writes it.

    Example:
        >>> write_link(read_link("?optimizers=sgd&lr=1e-3&sgd.lr=.5"))
        '?landscape=rosenbrock&optimizers=sgd&lr=0.001&start=-1.5,2&steps=4000&sgd.lr=0.5'
    """
    x, y = map(_written, experiment.start)
    first = {
        "landscape": key_of(experiment.landscape),
        "optimizers": ",".join(experiment.keys),
        "lr": _written(experiment.lr),
        "start": f"{x},{y}",
        "steps": str(experiment.steps),
    }
    settings = {
        f"{key_of(optimizer)}.{each.name}": _written(experiment.settings[key_of(optimizer)][each.name])
        for optimizer in experiment.optimizers
        for each in optimizer.hyperparameters
        if each.name in experiment.settings.get(key_of(optimizer), {})
    }
    policy = {} if experiment.policy == "same" else {"policy": experiment.policy}
    parameters = (
        first | settings | policy | _noise_in(experiment.noise) | dict(experiment.scene) | dict(_own(experiment))
    )
    return "?" + "&".join(f"{name}={quote(text, safe=',.')}" for name, text in parameters.items())


def _noise_in(noise: Noise) -> dict[str, str]:
    """Return what a link says about noise: nothing where there is none."""
    said = {"noise": _written(noise.spread), "batch": str(noise.batch), "seed": str(noise.seed)}
    return {name: text for name, text in said.items() if text != _UNSAID_NOISE[name]}


def _own(experiment: Experiment) -> Iterator[tuple[str, str]]:
    """Yield the mathematics that the link itself has to bring."""
    landscape = experiment.landscape
    if key_of(landscape) == OWN:
        yield "formula", landscape.formula
        if landscape.domain != Domain.square(5.0):
            yield "domain", _sides(landscape.domain)
    for optimizer in experiment.optimizers:
        if key_of(optimizer) == OWN:
            yield "rule", optimizer.key


def _sides(domain: Domain) -> str:
    return ",".join(map(_written, (*domain.x, *domain.y)))


def _written(value: float) -> str:
    """Return the shortest decimal number that reads as the value: in full between a millionth and 1e21.

    Example:
        >>> [_written(value) for value in (2.0, -0.0, 1e-5, 1e-7, 0.1 + 0.2)]
        ['2', '0', '0.00001', '1e-7', '0.30000000000000004']
    """
    return exactly(value).replace("e+", "e") if value else "0"
