"""500 steps of Adam on Rosenbrock, as one writes it with PyTorch; prints where it ended."""

import sys

import torch

theta = torch.tensor([-1.5, 2.0], dtype=torch.float64, requires_grad=True)
adam = torch.optim.Adam([theta], lr=0.05)
for _ in range(500):
    adam.zero_grad()
    x, y = theta
    loss = (1 - x) ** 2 + 100 * (y - x**2) ** 2
    loss.backward()
    adam.step()
sys.stdout.write("{!r} {!r}\n".format(*theta.tolist()))
