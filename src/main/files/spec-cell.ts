/** A battery as it is now, as trainers and predictors are told of it. */
import type { Battery } from '../../shared/contract/battery.ts';
import type { SpecCell } from '../../shared/contract/job-spec.ts';

export const specCellOf = (battery: Battery): SpecCell => ({
  battery_id: battery.id,
  name: battery.name,
  dataset_hash: battery.dataset_hash,
  nominal_capacity_ah: battery.nominal_capacity,
  end_of_life: battery.end_of_life,
  capacity_from: battery.capacity_from,
  feature_names: battery.features,
  simulated: battery.simulated,
});
