"""The three algorithms in PyTorch, eager, as people write them: what the engine's speed is compared with.

Reads one JSON object a line from standard input and answers one line each:
  {"algorithm", "batch", "inputs", "outputs", "width", "window", "physics_weight", "budget_ms"}
  -> {"parameters", "steps_ms": [...]}   milliseconds of every training step made within the budget.
The same shape asked again goes on with the same model. A step is forward, loss with its mask, backward, Adam and
reading the loss; the batch lies ready, so that PyTorch is not charged for gathering it.
"""

import json
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
torch.set_num_interop_threads(1)


def perceptron(inputs, width, outputs):
    return nn.Sequential(
        nn.Linear(inputs, width), nn.Tanh(),
        nn.Linear(width, width), nn.Tanh(),
        nn.Linear(width, width), nn.Tanh(),
        nn.Linear(width, outputs),
    )


def data_loss(prediction, targets, mask):
    return (mask * (prediction - targets) ** 2).sum() / mask.sum()


class Baseline(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.u = perceptron(shape["inputs"], shape["width"], shape["outputs"])

    def loss(self, inputs, targets, mask):
        return data_loss(self.u(inputs), targets, mask)


class BiLstm(nn.Module):
    """The last state of either direction, concatenated, goes into a linear layer."""

    def __init__(self, shape):
        super().__init__()
        self.lstm = nn.LSTM(shape["inputs"], shape["width"], batch_first=True, bidirectional=True)
        self.output = nn.Linear(2 * shape["width"], shape["outputs"])

    def loss(self, windows, targets, mask):
        _, (last_hidden, _) = self.lstm(windows)
        last = torch.cat([last_hidden[0], last_hidden[1]], dim=1)
        return data_loss(self.output(last), targets, mask)


class DeepHpm(nn.Module):
    """f = u_t - g(t, s, u, u_s); f_t is the derivative of all of f with respect to t, the last input."""

    def __init__(self, shape):
        super().__init__()
        features, outputs = shape["inputs"] - 1, shape["outputs"]
        self.physics_weight = shape["physics_weight"]
        self.u = perceptron(shape["inputs"], shape["width"], outputs)
        self.g = perceptron(1 + features + outputs + features * outputs, shape["width"], outputs)

    def loss(self, inputs, targets, mask):
        inputs = inputs.detach().requires_grad_(True)
        u = self.u(inputs)
        u_x = gradients(u, inputs)
        u_t = torch.cat([gradient[:, -1:] for gradient in u_x], dim=1)
        u_s = [gradient[:, :-1] for gradient in u_x]
        f = u_t - self.g(torch.cat([inputs[:, -1:], inputs[:, :-1], u, *u_s], dim=1))
        f_t = torch.cat([gradient[:, -1:] for gradient in gradients(f, inputs)], dim=1)
        physics = (f ** 2).mean() + (f_t ** 2).mean()
        return data_loss(u, targets, mask) + self.physics_weight * physics


def gradients(values, inputs):
    """One [batch, inputs] gradient per column of values; rows do not mix, so the sum over the batch will do."""
    return [
        torch.autograd.grad(values[:, column].sum(), inputs, create_graph=True)[0]
        for column in range(values.shape[1])
    ]


MODELS = {"baseline": Baseline, "bilstm": BiLstm, "deephpm": DeepHpm}


def training_step(shape):
    """Builds model, optimiser and one batch; answers the step as a function and the number of parameters."""
    torch.manual_seed(1)
    model = MODELS[shape["algorithm"]](shape)
    rows, inputs, outputs = shape["batch"], shape["inputs"], shape["outputs"]
    is_window = shape["algorithm"] == "bilstm"
    batch = torch.randn(rows, shape["window"], inputs) if is_window else torch.randn(rows, inputs)
    targets = torch.randn(rows, outputs)
    mask = (torch.rand(rows, outputs) < 0.75).float()
    mask[0, 0] = 1.0
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

    def step():
        optimizer.zero_grad()
        loss = model.loss(batch, targets, mask)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step, sum(parameter.numel() for parameter in model.parameters())


def time_steps(step, budget_ms):
    steps_ms = []
    deadline = time.perf_counter() + budget_ms / 1000
    while not steps_ms or time.perf_counter() < deadline:
        started = time.perf_counter()
        step()
        steps_ms.append(1000 * (time.perf_counter() - started))
    return steps_ms


def main():
    current_shape, step, parameters = None, None, 0
    for line in sys.stdin:
        request = json.loads(line)
        budget_ms = request.pop("budget_ms")
        if request != current_shape:
            step, parameters = training_step(request)
            current_shape = request
        print(json.dumps({"parameters": parameters, "steps_ms": time_steps(step, budget_ms)}), flush=True)


if __name__ == "__main__":
    main()
