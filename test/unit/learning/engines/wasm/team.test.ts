/** Several threads train the runs of a set: whoever makes a step, its bits are the same. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Engine, NetworkPlan, RunBatches, RunSet } from '../../../../../src/learning/engines/engine.ts';
import { initialState } from '../../../../../src/learning/engines/training-state.ts';
import { createWasmEngine } from '../../../../../src/learning/engines/wasm/create-wasm-engine.ts';
import type { StartTeammate, Teammate } from '../../../../../src/learning/engines/wasm/team/team-work.ts';
import { initialWeights } from '../../../../../src/learning/methods/initial-weights.ts';
import { teammateStarter } from '../../../../../src/trainer/node-teammate.ts';
import { nodeThreadStarter } from '../../../../../src/trainer/node-thread-starter.ts';
import { readKernels } from '../../../../support/kernel-lab.ts';
import { randomRows, smallPlan } from '../../../../support/random-rows.ts';

const inTrainer = (file: string) => new URL(`../../../../../src/trainer/${file}`, import.meta.url);
const startTeammate = teammateStarter(inTrainer('node-team-thread.ts'));
const startThread = nodeThreadStarter(inTrainer('node-engine-thread.ts'));
const rowCount = 90;
const step = { learningRate: 0.003 };
const everyRow = Int32Array.from({ length: rowCount }, (_, row) => row);

function engineOf(threads: number, start: StartTeammate = startTeammate, threadsNow = () => threads): Engine {
  const options = { wasmBytes: readKernels('relaxed-simd'), build: 'relaxed-simd', threads } as const;
  return createWasmEngine({ ...options, startThread, startTeammate: start, threadsNow });
}

/** Wide enough that a second thread would pay for one BiLSTM. */
const planOf = (algorithm: NetworkPlan['choice']['algorithm']): NetworkPlan =>
  smallPlan({
    algorithm,
    hiddenWidth: algorithm === 'bilstm' ? 60 : 16,
    inputWidth: 6,
    outputWidth: 2,
    window: 12,
    batchSize: 37,
  });

/** Runs 0 and 1 share their rows, as repeats with other seeds do; the others have rows of their own. */
async function openRuns(engine: Engine, plan: NetworkPlan, runs: number): Promise<RunSet> {
  const shared = randomRows(plan, rowCount);
  const set = await engine.open(
    plan,
    Array.from({ length: runs }, (_, run) => (run < 2 ? shared : randomRows(plan, rowCount + run))),
  );
  onTestFinished(() => set.close());
  for (let run = 0; run < runs; run++) await set.write(run, initialState(initialWeights(plan, run + 1)));
  return set;
}

/** Runs of unequal length; the last of them is left out of every other call. */
const callOf = (call: number, runs: number): readonly RunBatches[] =>
  Array.from({ length: call % 2 === 0 ? runs : runs - 1 }, (_, run) => ({
    run,
    batches: Array.from({ length: 1 + ((run + call) % 4) }, (_unused, batch) =>
      Int32Array.from(
        { length: 37 - (batch % 3) },
        (_row, at) => (call * 31 + batch * 5 + at * 7) % rowCount,
      ),
    ),
  }));

async function everythingOf(set: RunSet, runs: number, calls: number) {
  const losses = [];
  for (let call = 0; call < calls; call++) losses.push(await set.train(callOf(call, runs), step));
  const predictions = await Promise.all(
    Array.from({ length: runs }, async (_, run) => [...(await set.predict(run, everyRow))]),
  );
  const states = [];
  for (let run = 0; run < runs; run++) states.push(await set.read(run));
  return { losses, predictions, states };
}

describe.each(['baseline', 'bilstm', 'deephpm'] as const)('%s', (algorithm) => {
  it.each([
    { threads: 2, runs: 5 },
    { threads: 3, runs: 4 },
    { threads: 4, runs: 2 },
  ])('$runs runs on $threads threads: the same bits as one after another', async ({ threads, runs }) => {
    const plan = planOf(algorithm);
    const team = await openRuns(engineOf(threads), plan, runs);
    expect(team.predictionsAtOnce).toBe(Math.min(threads, runs));
    const alone = await openRuns(engineOf(1), plan, runs);
    expect(await everythingOf(team, runs, 6)).toEqual(await everythingOf(alone, runs, 6));
  });
});

it.each([2, 4])('as many of %i threads work as may at that moment, which no bit depends on', async (runs) => {
  const plan = planOf('bilstm');
  const asked: number[] = [];
  const counted: StartTeammate = async (work) => {
    const mate = await startTeammate(work);
    if (!mate) return null;
    const ask: typeof mate.ask = (call) => {
      if (call.type === 'train') asked.push(now);
      return mate.ask(call);
    };
    return { ...mate, ask };
  };
  let [now, turn] = [1, 0];
  const threadsNow = () => (now = [0, 4, 2][turn++ % 3] ?? 1);
  const team = await openRuns(engineOf(4, counted, threadsNow), plan, runs);
  const alone = await openRuns(engineOf(1), plan, runs);
  expect(await everythingOf(team, runs, 8)).toEqual(await everythingOf(alone, runs, 8));
  expect([...new Set(asked)].toSorted()).toEqual([2, 4]);
});

it('a state that is read out of one team goes on in another as if nothing had happened', async () => {
  const plan = planOf('deephpm');
  const [unbroken, first, second] = [
    await openRuns(engineOf(3), plan, 3),
    await openRuns(engineOf(3), plan, 3),
    await openRuns(engineOf(2), plan, 3),
  ];
  await everythingOf(unbroken, 3, 3);
  await everythingOf(first, 3, 3);
  for (let run = 0; run < 3; run++) await second.write(run, await first.read(run));
  expect(await everythingOf(second, 3, 2)).toEqual(await everythingOf(unbroken, 3, 2));
});

it('what goes wrong in another thread is said in its words, and it goes on afterwards', async () => {
  const plan = planOf('baseline');
  const set = await openRuns(engineOf(2), plan, 2);
  const tooLarge = new Int32Array(200);
  const wrong = [0, 1].map((run) => ({ run, batches: [tooLarge] }));
  await expect(set.train(wrong, step)).rejects.toThrow('A batch of 200 rows; this network takes 1 to 37.');
  await expect(set.train([{ run: 7, batches: [] }], step)).rejects.toThrow('There is no run 7');
  expect(await set.train(callOf(0, 2), step)).toHaveLength(2);
});

it('a closed set goes on with the thread it has, as an engine does that can have no other', async () => {
  const plan = planOf('bilstm');
  const [closed, refused, alone] = [
    await openRuns(engineOf(3), plan, 3),
    await openRuns(engineOf(3, teammateStarter(inTrainer('no-such-entry.ts'))), plan, 3),
    await openRuns(engineOf(1), plan, 3),
  ];
  await closed.close();
  await closed.close();
  expect(refused.predictionsAtOnce).toBe(1);
  const wanted = await everythingOf(alone, 3, 2);
  expect(await everythingOf(closed, 3, 2)).toEqual(wanted);
  expect(await everythingOf(refused, 3, 2)).toEqual(wanted);
});

it('a thread that is gone rejects what it was asked, in words, instead of hanging', async () => {
  const mates: Teammate[] = [];
  const kept: StartTeammate = async (work) => {
    const mate = await startTeammate(work);
    if (mate) mates.push(mate);
    return mate;
  };
  const set = await openRuns(engineOf(2, kept), planOf('baseline'), 2);
  mates.forEach((mate) => mate.dismiss());
  await expect(set.train(callOf(0, 2), step)).rejects.toThrow('A thread of the training ended');
  await expect(set.train(callOf(0, 2), step)).rejects.toThrow('A thread of the training ended');
});
