/** The log lines of a training: each epoch of a short one, about a hundred of a long one, and a warning where it turns bad. */
import { deviationOf } from '../shared/contract/series.ts';
import type { EpochReport } from '../shared/contract/trainer-messages.ts';
import { lossInWords } from './loss-in-words.ts';
import type { Reporter } from './reporter.ts';

const mostLines = 100;
/** A loss that high above the best one is no longer noise. */
const worseningRatio = 1.1;

export interface EpochLog {
  /** `best` as it stands with this epoch counted; null where several runs have each their own. */
  readonly write: (
    report: EpochReport,
    best: { readonly epoch: number; readonly valLoss: number } | null,
  ) => void;
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
      epoch,
    );
  };
  return {
    write: ({ epoch, train_loss, val_loss, terms }, best) => {
      if (epoch === 1 || epoch === totalEpochs || epoch % epochsPerLine === 0) {
        const loss = `${lossInWords(train_loss)}${spreadInWords(terms[deviationOf('train_loss')])}`;
        const validation =
          val_loss === null
            ? ''
            : ` - Val Loss: ${lossInWords(val_loss)}${spreadInWords(terms[deviationOf('val_loss')])}`;
        reporter.log('INFO', `Epoch ${epoch}/${totalEpochs} - Loss: ${loss}${validation}`, epoch);
      }
      if (val_loss !== null && best) warnOfWorsening(epoch, val_loss, best);
    },
  };
}

/** Only several runs lie apart. */
const spreadInWords = (deviation: number | null | undefined): string =>
  typeof deviation === 'number' ? ` ± ${lossInWords(deviation)}` : '';
