/** POST /batteries/samples: the simulated cells; those that are there already are answered, not made again. */
import type { OutputOf } from '../../shared/contract/operations.ts';
import { sampleCells } from '../../shared/domain/sample-cells.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import { type BatteryLabels, type ImportParts, storeImportedCells } from './store-imported-cells.ts';

export const createSampleBatteries =
  (parts: ImportParts) => async (): Promise<OutputOf<'create-sample-batteries'>> => {
    if (presentSamples(parts.batteryStore).length < sampleCells.length) {
      await storeImportedCells(
        parts,
        (stagingFolder) => ({ kind: 'samples', staging_folder: stagingFolder }),
        ({ label }) => labelsOfSample(label),
      );
    }
    return { items: presentSamples(parts.batteryStore) };
  };

function presentSamples(batteryStore: BatteryStore) {
  const batteries = batteryStore.listSimulatedBatteries();
  return sampleCells.flatMap(
    ({ filename }) => batteries.find((battery) => battery.filename === filename) ?? [],
  );
}

function labelsOfSample(filename: string | null): BatteryLabels {
  const sample = sampleCells.find((candidate) => candidate.filename === filename);
  if (!sample) throw new Error(`the importer made an unknown sample: ${String(filename)}`);
  return {
    filename: sample.filename,
    name: sample.name,
    manufacturer: null,
    chemistry: 'simulated',
    temperature: null,
    simulated: true,
  };
}
