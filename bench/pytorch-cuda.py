"""PyTorch on CUDA beside bench/gpu.ts: eager, one CUDA graph a step, and many runs by torch.func.vmap, each with and without.

python3 bench/pytorch-cuda.py [seconds each] [runs, e.g. 1,8,64,132]
Batches lie ready on the device and losses are not read back, unlike in Cellwright, which feeds every batch and reads every loss.
A CUDA graph of DeepHPM under vmap cannot be captured: functorch copies from the CPU in it (PyTorch 2.11).
"""
import sys, time
import torch
from torch import nn
from torch.func import vmap, grad, jvp, jacrev, functional_call
sys.path.insert(0, __file__.rsplit('/', 1)[0] if '/' in __file__ else '.')
import pytorch as one  # noqa: E402
dev = torch.device('cuda')
torch.set_default_device(dev)
B, I, O, H, W = 32, 17, 2, 64, 30
shape = lambda a: {"algorithm": a, "batch": B, "inputs": I, "outputs": O, "width": H, "window": W, "physics_weight": 0.5}
def timed(step, budget=float(sys.argv[1]) if len(sys.argv) > 1 else 0.7):
    for _ in range(3): step()
    torch.cuda.synchronize(); t = time.perf_counter(); n = 0
    while time.perf_counter() - t < budget:
        for _ in range(5): step()
        n += 5
        torch.cuda.synchronize()
    return 1e6 * (time.perf_counter() - t) / n
def capture(step):
    s = torch.cuda.Stream(); s.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(s):
        for _ in range(3): step()
    torch.cuda.current_stream().wait_stream(s)
    g = torch.cuda.CUDAGraph()
    with torch.cuda.graph(g): step()
    return g.replay
def single(a):
    torch.manual_seed(1); model = one.MODELS[a](shape(a)).to(dev)
    x = torch.randn(B, W, I) if a == 'bilstm' else torch.randn(B, I)
    y, m = torch.randn(B, O), (torch.rand(B, O) < .75).float()
    opt = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True, capturable=True)
    def step():
        opt.zero_grad(); loss = model.loss(x, y, m); loss.backward(); opt.step(); return loss
    return step
def data_loss(p, y, m): return (m * (p - y) ** 2).sum() / m.sum()
def mlp(p, n, x):
    for l in range(3): x = torch.tanh(x @ p[f'{n}{l}w'] + p[f'{n}{l}b'])
    return x @ p[f'{n}3w'] + p[f'{n}3b']
def init_mlp(n, i, R):
    ws = [i, H, H, H, O]; d = {}
    for l in range(4):
        d[f'{n}{l}w'] = torch.randn(R, ws[l], ws[l+1]) / ws[l] ** .5; d[f'{n}{l}b'] = torch.zeros(R, ws[l+1])
    return d
def loss_baseline(p, x, y, m): return data_loss(mlp(p, 'u', x), y, m)
E = torch.eye(I)[-1].clone()
def loss_deephpm(p, x, y, m):
    e = E
    def f(row):
        u = mlp(p, 'u', row); J = jacrev(lambda r: mlp(p, 'u', r))(row)
        return J[:, -1] - mlp(p, 'g', torch.cat([row[-1:], row[:-1], u, J[:, :-1].reshape(-1)]))
    fv, ft = vmap(lambda row: jvp(f, (row,), (e,)))(x)
    return data_loss(mlp(p, 'u', x), y, m) + .5 * ((fv ** 2).mean() + (ft ** 2).mean())
def loss_bilstm(p, x, y, m):
    hs = []
    for d, seq in (('f', range(W)), ('b', range(W - 1, -1, -1))):
        zx = x @ p[d + 'x'] + p[d + 'b']
        h = torch.zeros(B, H); c = torch.zeros(B, H)
        for s in seq:
            i, f, g, o = (zx[:, s] + h @ p[d + 'h']).chunk(4, dim=-1)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g); h = torch.sigmoid(o) * torch.tanh(c)
        hs.append(h)
    return data_loss(torch.cat(hs, -1) @ p['ow'] + p['ob'], y, m)
LOSS = {'baseline': loss_baseline, 'deephpm': loss_deephpm, 'bilstm': loss_bilstm}
def many(a, R):
    torch.manual_seed(1)
    if a == 'bilstm':
        p = {}
        for d in 'fb': p.update({d + 'x': torch.randn(R, I, 4*H) * .1, d + 'h': torch.randn(R, H, 4*H) * .1, d + 'b': torch.zeros(R, 4*H)})
        p.update({'ow': torch.randn(R, 2*H, O) * .1, 'ob': torch.zeros(R, O)})
    else:
        p = init_mlp('u', I, R)
        if a == 'deephpm': p.update(init_mlp('g', 1 + (I-1) + O + O*(I-1), R))
    x = torch.randn(R, B, W, I) if a == 'bilstm' else torch.randn(R, B, I)
    y, m = torch.randn(R, B, O), (torch.rand(R, B, O) < .75).float()
    opt = torch.optim.Adam(list(p.values()), lr=1e-3, fused=True, capturable=True)
    g = vmap(grad(LOSS[a]))
    def step():
        for k, v in g(p, x, y, m).items(): p[k].grad = v
        opt.step()
    return step
def report(label, a, R, make):
    try:
        t = timed(make()); print(f'torch {label} {a} runs {R}: {t:.1f} us/step {t/R:.3f} us/run-step', flush=True)
    except Exception as e:
        print(f'torch {label} {a} runs {R}: FAILED {str(e)[:200]}', flush=True)
print(torch.__version__, torch.cuda.get_device_name(), flush=True)
for a in ('baseline', 'bilstm', 'deephpm'):
    report('eager', a, 1, lambda: single(a))
    report('graph', a, 1, lambda: capture(single(a)))
    for R in (1, 132) if len(sys.argv) < 3 else [int(r) for r in sys.argv[2].split(',')]:
        report('vmap', a, R, lambda: many(a, R))
        report('vmap+graph', a, R, lambda: capture(many(a, R)))
