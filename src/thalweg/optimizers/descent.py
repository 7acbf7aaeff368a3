"""Optimizers that follow the gradient itself, or an accumulation of it."""

from __future__ import annotations

from thalweg.optimizers.learning_rate import LEARNING_RATE
from thalweg.optimizers.optimizer import Hyperparameter, Optimizer, Source

_MOMENTUM = Hyperparameter("beta", "Momentum", 0.9, high=1.0)

_POLYAK = Source(
    "Polyak 1964",
    "Some methods of speeding up the convergence of iteration methods",
    "https://doi.org/10.1016/0041-5553(64)90137-5",
)

OPTIMIZERS = (
    Optimizer(
        key="sgd",
        title="SGD",
        rule="""
            theta = theta - lr*g  # step against the gradient, in proportion to how steep it is
        """,
        hyperparameters=(LEARNING_RATE,),
        source=Source(
            "Cauchy 1847; Robbins & Monro 1951",
            "Méthode générale pour la résolution des systèmes d'équations simultanées; "
            "A Stochastic Approximation Method",
            "https://doi.org/10.1214/aoms/1177729586",
        ),
        matches=("torch.optim.SGD", "optax.sgd"),
        stability="2/curvature",
        summary="Plain gradient descent: each step goes straight down, as long as the slope is steep.",
    ),
    Optimizer(
        key="momentum",
        title="Momentum",
        convention="undamped",
        rule="""
            v = beta*v + g          # velocity: keep part of the last one and add the gradient
            theta = theta - lr*v    # move with the velocity, not with the gradient of this moment
        """,
        hyperparameters=(LEARNING_RATE, _MOMENTUM),
        source=_POLYAK,
        matches=("torch.optim.SGD(momentum=0.9)", "optax.sgd(momentum=0.9)"),
        summary="A heavy ball: it gathers speed along a valley, and what goes to and fro across it cancels.",
        stability="2*(1 + beta)/curvature",
        alternatives=(
            Optimizer(
                key="momentum-averaged",
                title="Momentum (averaged)",
                convention="averaged",
                rule="""
                    v = beta*v + (1 - beta)*g    # velocity: the running average of the gradient
                    theta = theta - lr*v         # move with the average, not with the gradient of this moment
                """,
                hyperparameters=(LEARNING_RATE, _MOMENTUM),
                source=_POLYAK,
                matches=("optax.chain(optax.ema(0.9, debias=False), optax.scale_by_learning_rate(lr))",),
                summary="Momentum as an average: the same paths at a learning rate 1/(1 - β) times as large.",
                stability="2*(1 + beta)/((1 - beta)*curvature)",
            ),
        ),
    ),
)
