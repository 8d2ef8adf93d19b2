import type { EpochReport } from '../shared/contract/trainer-messages.ts';

/** What epochs and runs are compared by. Where no validation row has a label, the training loss has to do. */
export const judgedLoss = ({ val_loss, train_loss }: Pick<EpochReport, 'val_loss' | 'train_loss'>): number =>
  val_loss ?? train_loss ?? Infinity;
