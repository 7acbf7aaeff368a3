"""Optimizers that scale each coordinate by how large its gradients have been."""

from __future__ import annotations

from thalweg.optimizers.learning_rate import LEARNING_RATE
from thalweg.optimizers.optimizer import Hyperparameter, Optimizer, Source

_EPSILON = Hyperparameter("eps", "Epsilon", 1e-8)

_DECAY = Hyperparameter("beta", "Decay", 0.9, high=1.0)
_MOMENTS = (
    Hyperparameter("beta1", "Decay of the first moment", 0.9, high=1.0),
    Hyperparameter("beta2", "Decay of the second moment", 0.999, high=1.0),
)

_KINGMA = Source(
    "Kingma & Ba 2015",
    "Adam: A Method for Stochastic Optimization, Algorithm 1",
    "https://arxiv.org/abs/1412.6980",
)

OPTIMIZERS = (
    Optimizer(
        key="rmsprop",
        title="RMSProp",
        convention="ε inside",
        rule="""
            E = beta*E + (1 - beta)*g**2            # running average of the squared gradient, per coordinate
            theta = theta - lr*g / sqrt(E + eps)    # divide by its root: hold back what is steep, speed up what is flat
        """,
        hyperparameters=(LEARNING_RATE, _DECAY, _EPSILON),
        source=Source(
            "Tieleman & Hinton 2012",
            "Neural Networks for Machine Learning, lecture 6e; epsilon inside the root as in Graves 2013",
            "https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf",
        ),
        matches=("optax.rmsprop", "keras.optimizers.RMSprop(epsilon=1e-8)"),
        summary="Every coordinate gets a step of its own size, so a ravine looks almost round.",
        alternatives=(
            Optimizer(
                key="rmsprop-outside",
                title="RMSProp (ε outside)",
                convention="ε outside",
                rule="""
                    E = beta*E + (1 - beta)*g**2              # running average of the squared gradient, per coordinate
                    theta = theta - lr*g / (sqrt(E) + eps)    # divide by its root, and keep that away from zero
                """,
                hyperparameters=(LEARNING_RATE, _DECAY, _EPSILON),
                source=Source(
                    "Tieleman & Hinton 2012",
                    "Neural Networks for Machine Learning, lecture 6e; epsilon outside the root as in PyTorch",
                    "https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf",
                ),
                matches=("torch.optim.RMSprop(alpha=0.9)", "optax.rmsprop(eps_in_sqrt=False)"),
                summary="RMSProp as PyTorch has it: near a flat spot its steps grow larger than with ε inside.",
            ),
        ),
    ),
    Optimizer(
        key="adam",
        title="Adam",
        convention="bias correction on",
        rule="""
            m = beta1*m + (1 - beta1)*g                       # first moment: where the gradient has pointed lately
            v = beta2*v + (1 - beta2)*g**2                    # second moment: how large it has been, per coordinate
            mhat = m / (1 - beta1**t)                         # undo the pull of the first moment to its zero start
            vhat = v / (1 - beta2**t)                         # the same for the second moment
            theta = theta - lr * mhat / (sqrt(vhat) + eps)    # go that way, in units of that size
        """,
        hyperparameters=(LEARNING_RATE, *_MOMENTS, _EPSILON),
        source=_KINGMA,
        matches=("torch.optim.Adam", "optax.adam"),
        summary="Momentum with a scale for each coordinate: the first step is as long as the learning rate.",
        alternatives=(
            Optimizer(
                key="adam-uncorrected",
                title="Adam (no bias correction)",
                convention="bias correction off",
                rule="""
                    m = beta1*m + (1 - beta1)*g              # first moment: where the gradient has pointed lately
                    v = beta2*v + (1 - beta2)*g**2           # second moment: how large it has been, per coordinate
                    theta = theta - lr * m / (sqrt(v) + eps) # both still lean to their zero start, the second one more
                """,
                hyperparameters=(LEARNING_RATE, *_MOMENTS, _EPSILON),
                source=_KINGMA,
                matches=("apex.optimizers.FusedAdam(bias_correction=False)",),
                summary="Adam without its bias correction: the first steps are several times longer.",
            ),
        ),
    ),
)
