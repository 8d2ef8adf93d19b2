/** Which engine trains this job: the one of the wanted device, or the fastest by measurement where there are several. */
import type { EngineHost } from '../learning/engines/engine-source.ts';
import { createEngineFinder, type EngineChoice, type FindEngine } from '../learning/engines/find-engine.ts';
import { engineSources } from '../learning/engines/sources.ts';
import type { JobSpec } from '../shared/contract/job-spec.ts';
import { runPlanFacts } from '../shared/domain/run-plan-facts.ts';
import { type MeasuredEngine, measureEngines } from './measure-engines.ts';
import { widestPlan } from './prepare-job.ts';

export interface TrainingEngine extends EngineChoice {
  /** What was measured, in words; only where there was a choice. */
  readonly measured?: string;
}

/** Rejects with AppError where no engine of the wanted device can train it. */
export async function chooseEngine(
  host: EngineHost,
  spec: JobSpec,
  sources = engineSources,
): Promise<TrainingEngine> {
  const { hyperparams, thread_limit: threadLimit } = spec;
  const { device, reproducible } = hyperparams;
  const wish = { device, reproducible, threads: Math.min(threadLimit, hyperparams.threads ?? threadLimit) };
  const find = createEngineFinder(host, sources);
  const findOn = (wanted: string) => find(widestPlan(spec), { ...wish, device: wanted });
  if (device !== 'auto' || !host.gpu) return findOn(device);
  const choices = await everyDevice(findOn, [...new Set(sources.map((source) => source.device))]);
  return choices.length < 2 ? findOn('auto') : fastest(choices, spec, host.gpu);
}

/** What each device has to offer; a device without anything is none. */
async function everyDevice(
  findOn: (device: string) => ReturnType<FindEngine>,
  devices: readonly string[],
): Promise<readonly EngineChoice[]> {
  const choices: EngineChoice[] = [];
  for (const device of devices) {
    const choice = await findOn(device).catch(() => null);
    if (choice) choices.push(choice);
  }
  return choices;
}

async function fastest(
  choices: readonly EngineChoice[],
  spec: JobSpec,
  clock: NonNullable<EngineHost['gpu']>,
): Promise<TrainingEngine> {
  const { folds } = spec.hyperparams;
  const runCount = runPlanFacts(folds).runCount(folds, spec.cells.length);
  const engines = choices.map(({ engine }) => engine);
  const ranked = await measureEngines(engines, { plan: widestPlan(spec), runCount }, clock);
  const [first] = ranked;
  const choice = choices.find(({ engine }) => engine === first?.engine);
  if (!choice) throw new RangeError('one of the engines is the fastest');
  return { ...choice, measured: inWords(ranked) };
}

function inWords(ranked: readonly MeasuredEngine[]): string {
  const figures = ranked.map(({ engine, microseconds }) =>
    Number.isFinite(microseconds)
      ? `${engine.name} (${engine.device}) ${Number(microseconds.toPrecision(3))} µs`
      : `${engine.name} (${engine.device}) failed`,
  );
  return `Measured on rows of this job's shape, per run and step: ${figures.join(', ')}. The first of them trains.`;
}
