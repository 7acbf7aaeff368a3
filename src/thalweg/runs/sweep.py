"""The same run at many learning rates: where an optimizer crawls, where it is at its best, where it explodes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from thalweg.landscapes.landscape import Landscape
from thalweg.language.refusal import Refusal
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.ending import NEVER, Outcome, Stop
from thalweg.runs.noise import SILENCE, Noise
from thalweg.runs.place import Place
from thalweg.runs.policy import RATES
from thalweg.runs.protocol import Protocol, tried
from thalweg.runs.run import DEFAULT_STEPS, Array, Run, find_landscape, find_optimizer, run
from thalweg.runs.stability import local_limit
from thalweg.runs.terrain import terrain


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """The runs of one optimizer at the learning rates of `RATES`.

    Attributes:
        runs: One run for each rate, in order.
    """

    runs: tuple[Run, ...]

    def __repr__(self) -> str:
        """Return who ran where, and at which rate it was at its best."""
        best = self.best
        return (
            f"<Sweep of {self.optimizer.title} on {self.landscape.title}: best at {best.hyperparameters['lr']:.6g}, "
            f"{best.outcome} after {best.steps} steps, loss {best.loss[-1]:.6g}>"
        )

    @property
    def landscape(self) -> Landscape:
        """Where all of them ran."""
        return self.runs[0].landscape

    @property
    def optimizer(self) -> Optimizer:
        """What ran in all of them."""
        return self.runs[0].optimizer

    @property
    def lr(self) -> Array:
        """Learning rate of each run, smallest first; shape (49,)."""
        return np.array([each.hyperparameters["lr"] for each in self.runs])

    @property
    def loss(self) -> Array:
        """Loss at the end of each run; shape (49,)."""
        return np.array([each.loss[-1] for each in self.runs])

    @property
    def steps(self) -> NDArray[np.int64]:
        """How many steps each run took; shape (49,)."""
        return np.array([each.steps for each in self.runs], dtype=np.int64)

    @property
    def protocol(self) -> Protocol:
        """What all of them share, and which learning rates were tried."""
        return replace(self.runs[0].protocol, tried=RATES)

    @property
    def limit(self) -> float | None:
        """The learning rate above which no run settles at the known minimizer nearest to the start, by theory.

        None where no minimizer is known, where the landscape does not bend there, and where no closed form is known.
        """
        first = self.runs[0]
        return local_limit(first.landscape, first.optimizer, first.hyperparameters, first.start)

    @property
    def level(self) -> float:
        """Losses that differ by no more than this are one loss as far as the stopping criteria can tell.

        Where the gradient is shorter than its tolerance, a bowl as wide as the domain goes down by no more than the
        product of the two.
        """
        stop, size = self.runs[0].protocol.stop, terrain(self.landscape).size
        lowest = min((float(each.loss[-1]) for each in self._settled), default=0.0)
        return stop.gradient_norm * size + stop.loss_change * abs(lowest)

    @property
    def best(self) -> Run:
        """The run that ends lowest without having diverged.

        Of those that have converged there, within `level` of the lowest loss, it is the one with the fewest steps:
        which of them ends lowest by the last digit says where its last step happened to land, and nothing else. Where
        nobody has converged there, the lowest loss decides. Where every run diverges, it is the one at the smallest
        rate.
        """
        settled = self._settled
        lowest = min((float(each.loss[-1]) for each in settled), default=math.nan)
        converged = [
            each for each in settled if each.outcome is not Outcome.STEPS and each.loss[-1] <= lowest + self.level
        ]
        if converged:
            return min(converged, key=lambda each: (each.steps, float(each.loss[-1])))
        return min(settled, key=lambda each: (float(each.loss[-1]), each.steps), default=self.runs[0])

    @property
    def marks(self) -> dict[str, Run]:
        """The runs at rates worth trying, by name: "Crawl", "Good", "Edge" and "Explode", as far as there are such.

        No rate has two names: an edge that is the good one is none.
        """
        good = self.best if self.best.outcome is not Outcome.DIVERGED else None
        named = {"Crawl": self.crawl, "Good": good, "Edge": self.edge, "Explode": self.explosion}
        return {name: each for name, each in named.items() if each and (name == "Good" or each is not good)}

    @property
    def arriving(self) -> tuple[Run, ...]:
        """The runs around the best one that end at a minimum as it does, one rate after another; none if it does not.

        A lucky jump at some far larger rate is none of them.
        """
        first = last = self.runs.index(self.best)
        if not _arrives(self.runs[first]):
            return ()
        while first > 0 and _arrives(self.runs[first - 1]):
            first -= 1
        while last + 1 < len(self.runs) and _arrives(self.runs[last + 1]):
            last += 1
        return self.runs[first : last + 1]

    @property
    def crawl(self) -> Run | None:
        """The run at the largest rate below all that arrive: it is still on its way when its steps are used up."""
        first = next((index for index, each in enumerate(self.runs) if _arrives(each)), 0)
        below = self.runs[:first]
        return below[-1] if below and below[-1].outcome is not Outcome.DIVERGED else None

    @property
    def edge(self) -> Run | None:
        """The run at the largest of the rates that arrive; none where that is the last one of all.

        Beyond the last rate of the sweep nothing was tried, so that nothing ends there.
        """
        return self.arriving[-1] if self.arriving and self.arriving[-1] is not self.runs[-1] else None

    @property
    def explosion(self) -> Run | None:
        """The run at the smallest rate that diverges."""
        return next((each for each in self.runs if each.outcome is Outcome.DIVERGED), None)

    @property
    def _settled(self) -> list[Run]:
        """The runs that have not diverged."""
        return [each for each in self.runs if each.outcome is not Outcome.DIVERGED and math.isfinite(each.loss[-1])]


def _arrives(run: Run) -> bool:
    """Whether a run ends at a minimum, which is to say within a hundredth of the domain of one."""
    minima = (Place.GLOBAL_MINIMUM, Place.LOCAL_MINIMUM, Place.MINIMUM)
    return run.outcome is not Outcome.DIVERGED and run.ended_at in minima


def sweep(
    landscape: str | Landscape,
    optimizer: str | Optimizer,
    *,
    start: tuple[float, float] | None = None,
    steps: int = DEFAULT_STEPS,
    stop: Stop | None = Stop(),  # noqa: B008 - immutable
    noise: Noise = SILENCE,
    **hyperparameters: float,
) -> Sweep:
    """Run an optimizer at every learning rate of `RATES`.

    Args:
        landscape: A key, a `Landscape`, or a formula.
        optimizer: A key, an `Optimizer`, or the text of a rule.
        start: Where each run begins; the landscape's first start unless given.
        steps: Most steps of each.
        stop: When to end earlier; `None` takes every step.
        noise: What is added to every gradient.
        **hyperparameters: The other hyper-parameters by name.

    Returns:
        One run for each rate, and the rates among them that are worth trying.

    Raises:
        UnknownName: A key or a hyper-parameter is not known.
        Refusal: A number is outside its range, a text cannot be read, or a learning rate is given.

    Example:
        >>> swept = sweep("bowl", "sgd", steps=50)
        >>> round(swept.best.hyperparameters["lr"], 3), swept.best.steps, swept.limit
        (0.562, 8, 1.0)
        >>> swept.loss.shape
        (49,)
    """
    check_rate_is_free(hyperparameters)
    ground, mover = find_landscape(landscape), find_optimizer(optimizer, hyperparameters)
    criteria = NEVER if stop is None else stop
    return Sweep(
        tuple(
            run(ground, mover, start=start, lr=lr, steps=steps, stop=criteria, noise=noise, **hyperparameters)
            for lr in RATES
        )
    )


def check_rate_is_free(hyperparameters: Mapping[str, float]) -> None:
    """Refuse a learning rate where all of `RATES` are tried.

    Raises:
        Refusal: There is one among the hyper-parameters.
    """
    if "lr" in hyperparameters:
        raise Refusal(f"lr is {hyperparameters['lr']:g}, and a sweep tries {tried(RATES)} by itself; leave lr out")
