/** How far a job has come. */
import { count } from '../words/number.ts';

interface ProgressBarProps {
  readonly epoch: number;
  readonly totalEpochs: number;
}

export function ProgressBar({ epoch, totalEpochs }: ProgressBarProps) {
  const share = Math.min(1, epoch / totalEpochs);
  return (
    <div className="bar">
      <div
        className="bar-track"
        role="progressbar"
        aria-label="Progress"
        aria-valuemin={0}
        aria-valuemax={totalEpochs}
        aria-valuenow={epoch}
        aria-valuetext={`epoch ${epoch} of ${totalEpochs}`}
      >
        <div className="bar-fill" style={{ width: `${share * 100}%` }} />
      </div>
      <span>
        {count(epoch)}/{count(totalEpochs)}
      </span>
    </div>
  );
}
