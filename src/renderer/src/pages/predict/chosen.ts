/** What the question is about: a model, and a cell where one is chosen. */
import type { Battery } from '../../../../shared/contract/battery.ts';
import type { Model } from '../../../../shared/contract/model.ts';

export interface Chosen {
  readonly model: Model;
  readonly battery: Battery | undefined;
}
