"""500 steps of Adam on Rosenbrock, as one writes it with Optax: one compiled loop; prints where it ended."""

import sys
from typing import Any

import jax
import optax

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call] # noqa: FBT003 - JAX's own way to say it
adam = optax.adam(learning_rate=0.05)


def rosenbrock(theta: Any) -> Any:  # noqa: ANN401 - JAX traces it with types of its own
    """Return the loss."""
    x, y = theta
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


@jax.jit
def run(theta: Any) -> Any:  # noqa: ANN401 - as above
    """Return where 500 steps lead."""

    def step(carry: Any, _: None) -> Any:  # noqa: ANN401 - as above
        theta, state = carry
        updates, state = adam.update(jax.grad(rosenbrock)(theta), state)
        return (optax.apply_updates(theta, updates), state), None

    (theta, _), _ = jax.lax.scan(step, (theta, adam.init(theta)), length=500)
    return theta


sys.stdout.write("{!r} {!r}\n".format(*run(jax.numpy.array([-1.5, 2.0])).tolist()))
