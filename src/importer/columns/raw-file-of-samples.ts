/** The samples of a file, column by column → its cells, each cut into cycles. */
import type { Quality, QualityEntry } from '../../shared/contract/quality.ts';
import { cutCycles, type SampleColumns } from '../../cells/cycles/cut-cycles.ts';
import type { RawFile } from '../../cells/cycles/raw-file.ts';
import type { SeriesRoles } from './series-roles.ts';

export interface FileSamples {
  readonly samples: SampleColumns;
  /** [samples] index into `cellLabels`; not looked at where there is one cell. */
  readonly cellOfSample: Float64Array;
  readonly cellLabels: readonly string[];
  readonly roles: SeriesRoles;
  /** Beyond what the roles say. */
  readonly units: Quality['units'];
  readonly entries: readonly QualityEntry[];
}

export function rawFileOfSamples(file: FileSamples): Omit<RawFile, 'format'> {
  const { roles, samples, cellLabels } = file;
  const isAlone = cellLabels.length < 2;
  return {
    hasCycleNumbers: roles.cycle !== undefined,
    units: { ...roles.units, ...file.units },
    entries: [...roles.entries, ...file.entries],
    cells: cellLabels.map((label, index) => {
      const own = isAlone ? samples : samplesOfCell(samples, file.cellOfSample, index);
      const { cycles, ...found } = cutCycles(own, roles);
      return {
        ...found,
        cell: { label: isAlone ? null : label === '' ? '(no name)' : label, cycles, notes: [] },
      };
    }),
  };
}

function samplesOfCell(samples: SampleColumns, cellOfSample: Float64Array, cell: number): SampleColumns {
  const pick = (values: Float64Array): Float64Array =>
    values.filter((_, index) => cellOfSample[index] === cell);
  return {
    timeS: pick(samples.timeS),
    voltageV: pick(samples.voltageV),
    currentA: pick(samples.currentA),
    temperatureC: samples.temperatureC && pick(samples.temperatureC),
    capacityAh: samples.capacityAh && pick(samples.capacityAh),
    cycle: samples.cycle && pick(samples.cycle),
  };
}
