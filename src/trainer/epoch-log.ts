/** The log lines of a training: each epoch of a short one, about a hundred of a long one, and a warning where it turns bad. */
import type { EpochReport } from '../shared/contract/trainer-messages.ts';
import { lossInWords } from './loss-in-words.ts';
import type { Reporter } from './reporter.ts';

const mostLines = 100;
/** A loss that high above the best one is no longer noise. */
const worseningRatio = 1.1;

export interface EpochLog {
  /** `bestEpoch` as it stands with this epoch counted. */
  readonly write: (report: EpochReport, best: { readonly epoch: number; readonly valLoss: number }) => void;
}

export function createEpochLog(reporter: Pick<Reporter, 'log'>, totalEpochs: number): EpochLog {
  const epochsPerLine = Math.ceil(totalEpochs / mostLines);
  const firstWarningAfter = Math.max(3, Math.ceil(totalEpochs / 20));
  let warnAfter = firstWarningAfter;

  const warnOfWorsening = (
    epoch: number,
    valLoss: number,
    best: { epoch: number; valLoss: number },
  ): void => {
    const epochsSinceBest = epoch - best.epoch;
    if (epochsSinceBest === 0) warnAfter = firstWarningAfter;
    if (epochsSinceBest < warnAfter || valLoss < best.valLoss * worseningRatio) return;
    warnAfter = epochsSinceBest * 2;
    reporter.log(
      'WARNING',
      `Validation loss increased - ${lossInWords(valLoss)} now, ${lossInWords(best.valLoss)} at its best in ` +
        `epoch ${best.epoch}, whose weights are kept`,
    );
  };
  return {
    write: ({ epoch, train_loss, val_loss }, best) => {
      if (epoch === 1 || epoch === totalEpochs || epoch % epochsPerLine === 0) {
        const validation = val_loss === null ? '' : ` - Val Loss: ${lossInWords(val_loss)}`;
        reporter.log('INFO', `Epoch ${epoch}/${totalEpochs} - Loss: ${lossInWords(train_loss)}${validation}`);
      }
      if (val_loss !== null) warnOfWorsening(epoch, val_loss, best);
    },
  };
}
