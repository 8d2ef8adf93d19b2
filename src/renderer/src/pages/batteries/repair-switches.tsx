/** The repairs an import made. The file itself is not kept, so leaving one out asks for the file again. */
import type { Battery } from '../../../../shared/contract/battery.ts';
import type { Quality, RepairName } from '../../../../shared/contract/quality.ts';
import { reviewFiles } from '../../actions/review-files.ts';
import { FilePicker } from '../../components/file-picker.tsx';
import { repairSentences, repairsMade } from '../../words/quality.ts';

interface RepairSwitchesProps {
  readonly battery: Battery;
  readonly quality: Quality;
}

export function RepairSwitches({ battery, quality }: RepairSwitchesProps) {
  const made = repairsMade([quality]);
  const skipped = quality.skipped_repairs;
  if (made.length + skipped.length === 0) return null;
  const importAgain = (files: readonly File[], name: RepairName): void => {
    reviewFiles(files, [...skipped, name]);
  };
  return (
    <div className="stack" style={{ gap: 6 }}>
      <h3 className="quality-title">Repairs</h3>
      {made.map((name) => (
        <div key={name} className="stack" style={{ gap: 2 }}>
          <span>{repairSentences[name]}.</span>
          <FilePicker
            label="Import the file again without this"
            accessibleLabel={`Import the file again without this repair: ${repairSentences[name]}`}
            isQuiet
            onFiles={(files) => importAgain(files, name)}
          />
        </div>
      ))}
      {skipped.map((name) => (
        <span key={name} className="dim">
          Not made, as asked: {repairSentences[name].toLowerCase()}.
        </span>
      ))}
      {made.length > 0 ? (
        <p className="dim">Choose {battery.filename}; what it gives is added beside this cell.</p>
      ) : null}
    </div>
  );
}
