"""Many trainings of one shape at once, in PyTorch and in JAX: what bench/run-counts.ts compares with.

python3 run-counts.py pytorch|pytorch-vmap|jax '{"algorithm", "batch", "inputs", "outputs", "width", "window", "runs", "threads"}'
  -> {"microseconds": per run and step}, null where a library is missing.
pytorch trains one run after another, eagerly; pytorch-vmap all of them by torch.func.vmap; jax all of them by vmap in one
jit of a lax.scan over the steps, which feeds another batch every step and keeps every loss, as Cellwright does.
"""

import json
import os
import sys
import time

way, shape = sys.argv[1], json.loads(sys.argv[2])
# Before the libraries count the cores.
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: shape["threads"]])
B, I, O, H, W, R = (shape[name] for name in ("batch", "inputs", "outputs", "width", "window", "runs"))
KIND, PHYSICS, LR, BUDGET_S = shape["algorithm"], 0.5, 1e-3, 0.5
INPUTS = (W, I) if KIND == "bilstm" else (I,)


def widths():
    """Name and shape of every tensor."""
    if KIND == "bilstm":
        ways = {d + part: size for d in "fb" for part, size in (("x", (I, 4 * H)), ("h", (H, 4 * H)), ("b", (4 * H,)))}
        return {**ways, "ow": (2 * H, O), "ob": (O,)}
    nets = {"u": I} | ({"g": 1 + (I - 1) + O + O * (I - 1)} if KIND == "deephpm" else {})
    tensors = {}
    for net, inputs in nets.items():
        sizes = [inputs, H, H, H, O]
        for layer in range(4):
            tensors[f"{net}{layer}w"], tensors[f"{net}{layer}b"] = (sizes[layer], sizes[layer + 1]), (sizes[layer + 1],)
    return tensors


def timed(step, steps_a_call=1):
    """The least of several calls' time per run and step, after what is done once."""
    step(), step()
    least, end = float("inf"), time.perf_counter() + BUDGET_S
    while time.perf_counter() < end:
        start = time.perf_counter()
        step()
        least = min(least, time.perf_counter() - start)
    return 1e6 * least / (steps_a_call * R)


def masked(xp, p, y, m):
    return xp.sum(m * (p - y) ** 2) / xp.sum(m)


def perceptron(xp, p, net, x):
    for layer in range(3):
        x = xp.tanh(x @ p[f"{net}{layer}w"] + p[f"{net}{layer}b"])
    return x @ p[f"{net}3w"] + p[f"{net}3b"]


def pytorch():
    import torch

    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import pytorch as eager

    torch.set_num_threads(shape["threads"])
    step, _ = eager.training_step({**shape, "physics_weight": PHYSICS})
    return timed(step) * R


def pytorch_vmap():
    import torch
    from torch.func import grad_and_value, jacrev, jvp, vmap

    torch.set_num_threads(shape["threads"])
    last = torch.eye(I)[-1].clone()

    def loss(p, x, y, m):
        if KIND == "baseline":
            return masked(torch, perceptron(torch, p, "u", x), y, m)
        if KIND == "bilstm":
            states = []
            for d, order in (("f", range(W)), ("b", range(W - 1, -1, -1))):
                z, h, c = x @ p[d + "x"] + p[d + "b"], torch.zeros(B, H), torch.zeros(B, H)
                for at in order:
                    i, f, g, o = (z[:, at] + h @ p[d + "h"]).chunk(4, dim=-1)
                    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
                    h = torch.sigmoid(o) * torch.tanh(c)
                states.append(h)
            return masked(torch, torch.cat(states, -1) @ p["ow"] + p["ob"], y, m)

        def f(row):
            u, slope = perceptron(torch, p, "u", row), jacrev(lambda r: perceptron(torch, p, "u", r))(row)
            known = torch.cat([row[-1:], row[:-1], u, slope[:, :-1].reshape(-1)])
            return slope[:, -1] - perceptron(torch, p, "g", known)

        f_value, f_t = vmap(lambda row: jvp(f, (row,), (last,)))(x)
        physics = (f_value**2).mean() + (f_t**2).mean()
        return masked(torch, perceptron(torch, p, "u", x), y, m) + PHYSICS * physics

    torch.manual_seed(1)
    p = {name: torch.randn(R, *size) * 0.1 for name, size in widths().items()}
    x, y, m = torch.randn(R, B, *INPUTS), torch.randn(R, B, O), (torch.rand(R, B, O) < 0.75).float()
    optimiser, gradients = torch.optim.Adam(list(p.values()), lr=LR), vmap(grad_and_value(loss))

    def step():
        slopes, values = gradients(p, x, y, m)
        for name, slope in slopes.items():
            p[name].grad = slope
        optimiser.step()
        return values.tolist()

    return timed(step)


def jax_scan():
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    import jax
    import jax.numpy as np

    steps = 200 if KIND == "baseline" else 20

    def lstm(p, d, x):
        def cell(state, z):
            h, c = state
            i, f, g, o = np.split(z + h @ p[d + "h"], 4, -1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * np.tanh(g)
            return (jax.nn.sigmoid(o) * np.tanh(c), c), None

        zero = np.zeros((B, H))
        return jax.lax.scan(cell, (zero, zero), np.swapaxes(x @ p[d + "x"] + p[d + "b"], 0, 1))[0][0]

    def loss(p, x, y, m):
        if KIND == "baseline":
            return masked(np, perceptron(np, p, "u", x), y, m)
        if KIND == "bilstm":
            states = np.concatenate([lstm(p, "f", x), lstm(p, "b", x[:, ::-1])], -1)
            return masked(np, states @ p["ow"] + p["ob"], y, m)

        def f(row):
            u, slope = perceptron(np, p, "u", row), jax.jacrev(lambda r: perceptron(np, p, "u", r))(row)
            known = np.concatenate([row[-1:], row[:-1], u, slope[:, :-1].reshape(-1)])
            return slope[:, -1] - perceptron(np, p, "g", known)

        last = np.eye(I)[-1]
        f_value, f_t = jax.vmap(lambda row: jax.jvp(f, (row,), (last,)))(x)
        physics = np.mean(f_value**2) + np.mean(f_t**2)
        return masked(np, perceptron(np, p, "u", x), y, m) + PHYSICS * physics

    def adam(state, batch):
        p, mean, square, t = state
        value, slope = jax.value_and_grad(loss)(p, *batch)
        t = t + 1
        mean = {k: 0.9 * mean[k] + 0.1 * slope[k] for k in p}
        square = {k: 0.999 * square[k] + 0.001 * slope[k] ** 2 for k in p}
        move = {k: mean[k] / (1 - 0.9**t) / (np.sqrt(square[k] / (1 - 0.999**t)) + 1e-8) for k in p}
        return ({k: p[k] - LR * move[k] for k in p}, mean, square, t), value

    train = jax.jit(jax.vmap(lambda state, batches: jax.lax.scan(adam, state, batches)))
    key = jax.random.key(1)
    p = {name: jax.random.normal(key, (R, *size)) * 0.1 for name, size in widths().items()}
    zero = {name: np.zeros_like(value) for name, value in p.items()}
    mask = (jax.random.uniform(key, (R, steps, B, O)) < 0.75).astype("float32")
    batches = jax.random.normal(key, (R, steps, B, *INPUTS)), jax.random.normal(key, (R, steps, B, O)), mask
    state = (p, zero, dict(zero), np.zeros(R))
    return timed(lambda: jax.block_until_ready(train(state, batches)), steps)


WAYS = {"pytorch": pytorch, "pytorch-vmap": pytorch_vmap, "jax": jax_scan}
try:
    answer = WAYS[way]()
except ModuleNotFoundError:
    answer = None
print(json.dumps({"microseconds": answer}))
