"""From what a person typed behind an option to a number, or to one sentence."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from thalweg.landscapes import LANDSCAPES
from thalweg.landscapes.landscape import Domain, Landscape
from thalweg.language.refusal import Refusal, shortened
from thalweg.links import OWN
from thalweg.optimizers import OPTIMIZERS
from thalweg.runs.noise import Noise

# Python's float() also takes "1_000", "١٢" and spaces; a typing error should be a question, not a number.
_NUMBER = re.compile(r"[+-]?((\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|inf(inity)?|nan)", re.ASCII | re.IGNORECASE)


def number(option: str, text: str) -> float:
    """Return the number of an option.

    Raises:
        Refusal: The text is no number.
    """
    if not _NUMBER.fullmatch(text):
        raise Refusal(f'{option} is "{shortened(text)}"; write a number, as in {option} 0.05 or {option} 1e-3')
    return float(text)


def point(option: str, text: str) -> tuple[float, float]:
    """Return the two numbers of an option such as `--start=-1.5,2`.

    Raises:
        Refusal: The text is not two numbers with a comma between them.
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(map(_NUMBER.fullmatch, parts)):  # noqa: PLR2004 - a point has x and y
        raise Refusal(
            f'{option} is "{shortened(text)}"; write x and y with a comma between them, as in {option}=-1.5,2'
        )
    return float(parts[0]), float(parts[1])


def landscape_on(landscape: str, domain: str | None) -> str | Landscape:
    """Return the landscape of a key or a formula, a formula on the domain of `--domain` if one is given.

    Raises:
        Refusal: The domain is not four numbers, or the landscape has one of its own.
    """
    if domain is None:
        return landscape
    parts = [part.strip() for part in domain.split(",")]
    if len(parts) != 4 or not all(map(_NUMBER.fullmatch, parts)):  # noqa: PLR2004 - two sides with two ends
        raise Refusal(f'--domain is "{shortened(domain)}"; write four numbers, as in --domain=-2,2,-1,3')
    if landscape in LANDSCAPES:
        raise Refusal(f"--domain is for a formula of your own; {landscape} has a domain")
    west, east, south, north = map(float, parts)
    return Landscape.from_formula(landscape, domain=Domain((west, east), (south, north)))


def noise_of(spread: str, batch: str, seed: str) -> Noise:
    """Return the gradient noise of `--noise`, `--batch` and `--seed`.

    Raises:
        Refusal: One of them is no number, or out of its range.
    """
    # `Noise` refuses what is not whole.
    return Noise(number("--noise", spread), number("--batch", batch), number("--seed", seed))  # type: ignore[arg-type]


def settings(option: str, texts: Iterable[str]) -> dict[str, float]:
    """Return the values of repeated options such as `--set beta=0.95`.

    Raises:
        Refusal: A text is not `name=number`, or a name comes twice.
    """
    values: dict[str, float] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals or not name:
            raise Refusal(f'{option} is "{shortened(text)}"; write a name and a number, as in {option} beta=0.95')
        if name in values:
            raise Refusal(f"{option} names {shortened(name)} twice; give it once")
        values[name] = number(f"{option} {name}", value.strip())
    return values


def experiment(link: str) -> str:
    """Return the experiment that a link to a laboratory holds: its query. Whose laboratory it is does not matter.

    Raises:
        Refusal: The link holds none.

    Example:
        >>> experiment("https://example.org/lab?landscape=bowl&lr=0.1")
        'landscape=bowl&lr=0.1'
    """
    query = urlsplit(link).query
    if not re.fullmatch(r"[\x21-\x7e]+", query):
        raise Refusal(f'--open is "{shortened(link)}"; give the link of an experiment, as in "/lab?landscape=bowl"')
    return query


def by_optimizer(values: dict[str, float]) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Return what is for all optimizers, and what is for single ones, as in `adam.lr`.

    Example:
        >>> by_optimizer({"beta": 0.5, "adam.lr": 0.1})
        ({'beta': 0.5}, {'adam': {'lr': 0.1}})
    """
    shared: dict[str, float] = {}
    single: dict[str, dict[str, float]] = {}
    for name, value in values.items():
        key, dot, own = name.rpartition(".")
        if dot:
            single.setdefault(key, {})[own] = value
        else:
            shared[name] = value
    return shared, single


def for_all(shared: Mapping[str, float], call: Callable[..., object]) -> Mapping[str, float]:
    """Return hyper-parameters of all optimizers as a call can be given them by name.

    Raises:
        Refusal: Something else is called so in that call.
    """
    for name in shared:
        if name in inspect.signature(call).parameters:
            raise Refusal(
                f'--set cannot give "{name}" to all optimizers, because the run itself has a setting of that name; '
                f"use the option for it, or name an optimizer, as in adam.{name}=0.5"
            )
    return shared


def with_own_rule(
    single: Mapping[str, Mapping[str, float]], optimizers: Sequence[str]
) -> dict[str, Mapping[str, float]]:
    """Return settings of single optimizers, those of `own` as those of the one rule that was typed, as links say it.

    Example:
        >>> with_own_rule({"own": {"lr": 0.1}}, ["sgd", "theta = theta - lr*g"])
        {'theta = theta - lr*g': {'lr': 0.1}}
    """
    typed = [each for each in optimizers if each not in OPTIMIZERS]
    return {typed[0] if key == OWN and len(typed) == 1 else key: values for key, values in single.items()}
