"""Relatives of the four that a learner meets first: what they grew out of, and what grew out of them."""

from __future__ import annotations

from thalweg.optimizers.learning_rate import LEARNING_RATE
from thalweg.optimizers.optimizer import Hyperparameter, Optimizer, Source

_DUCHI = Source(
    "Duchi, Hazan & Singer 2011",
    "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization, diagonal form",
    "https://jmlr.org/papers/v12/duchi11a.html",
)

OPTIMIZERS = (
    Optimizer(
        key="nesterov",
        title="Nesterov",
        rule="""
            v = beta*v + g                      # velocity: keep part of the last one and add the gradient
            theta = theta - lr*(g + beta*v)     # move as the velocity will be when it has met this gradient once more
        """,
        hyperparameters=(LEARNING_RATE, Hyperparameter("beta", "Momentum", 0.9, high=1.0)),
        source=Source(
            "Nesterov 1983",
            "A method for solving the convex programming problem with convergence rate O(1/k²); the form of "
            "Sutskever et al. 2013, moved to the point where the gradient is taken",
            "https://proceedings.mlr.press/v28/sutskever13.html",
        ),
        matches=("torch.optim.SGD(momentum=0.9, nesterov=True)", "optax.sgd(momentum=0.9, nesterov=True)"),
        summary="Momentum that looks ahead: it brakes a step earlier, so it swings less.",
        stability="2*(1 + beta)/((1 + 2*beta)*curvature)",
    ),
    Optimizer(
        key="adagrad",
        title="AdaGrad",
        convention="ε outside",
        rule="""
            G = G + g**2                              # sum of all squared gradients so far, per coordinate
            theta = theta - lr*g / (sqrt(G) + eps)    # divide by its root: steps shrink as the sum grows
        """,
        hyperparameters=(LEARNING_RATE, Hyperparameter("eps", "Epsilon", 1e-10)),
        source=_DUCHI,
        matches=("torch.optim.Adagrad",),
        summary="It never forgets a gradient: every coordinate slows down by all it has seen.",
        alternatives=(
            Optimizer(
                key="adagrad-inside",
                title="AdaGrad (ε inside)",
                convention="ε inside",
                rule="""
                    G = G + g**2                            # sum of all squared gradients, from a head start of 0.1
                    theta = theta - lr*g / sqrt(G + eps)    # divide by its root: steps shrink as the sum grows
                """,
                hyperparameters=(LEARNING_RATE, Hyperparameter("eps", "Epsilon", 1e-7)),
                source=_DUCHI,
                matches=("optax.adagrad", "keras.optimizers.Adagrad"),
                summary="AdaGrad with a head start in its sum, so that the first steps are shorter.",
                initial={"G": 0.1},
            ),
        ),
    ),
)
