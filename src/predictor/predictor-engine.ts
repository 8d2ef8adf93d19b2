/** The engine that predicts: the first that can, in the build that the model was trained by where that matters. */
import type { Engine } from '../learning/engines/engine.ts';
import type { EngineHost } from '../learning/engines/engine-source.ts';
import { createEngineFinder } from '../learning/engines/find-engine.ts';
import { engineSources } from '../learning/engines/sources.ts';
import { planOfModel } from '../learning/files/model-file.ts';
import type { ModelDescription } from '../shared/contract/model-file.ts';

export type EngineFor = (description: ModelDescription) => Promise<Engine>;

export function createEngineFor(host: EngineHost, sources = engineSources): EngineFor {
  const find = createEngineFinder(host, sources);
  return async (description) => {
    const { reproducible } = description.hyperparams;
    const { engine } = await find(planOfModel(description), { device: 'auto', reproducible, threads: 1 });
    return engine;
  };
}
