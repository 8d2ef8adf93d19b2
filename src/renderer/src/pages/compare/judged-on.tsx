/** On which cells the runs are judged, whether these are the same, and one click that makes them so. */
import { Button } from '@mantine/core';
import { CellPicker } from '../../components/cell-picker.tsx';
import type { Comparison } from '../../../../shared/contract/comparison.ts';
import { stores, useComparison } from '../../state/page-stores.ts';
import { count, plural } from '../../words/number.ts';
import type { ComparisonProps } from './comparison-props.ts';

/** More would keep one waiting for minutes. */
const judgedAtOnce = 12;

export function JudgedOn({ comparison, choice, onChoice }: ComparisonProps) {
  const { cellIds } = choice;
  return (
    <div className="compare-judged">
      <div className="row">
        <span className="compare-label">Judged on</span>
        <CellPicker
          label="Cells to judge on"
          placeholder={cellIds.length === 0 ? 'each its own validation cells' : 'add a cell'}
          chosen={cellIds}
          onChosen={(ids) => onChoice({ cellIds: ids })}
        />
        <JudgeNow comparison={comparison} cellIds={cellIds} />
      </div>
      {comparison.same_cells || cellIds.length > 0 ? null : (
        <Unequal comparison={comparison} onJudge={(ids) => onChoice({ cellIds: ids })} />
      )}
      <NotJudged />
    </div>
  );
}

interface UnequalProps {
  readonly comparison: Comparison;
  readonly onJudge: (cellIds: readonly number[]) => void;
}

function Unequal({ comparison, onJudge }: UnequalProps) {
  const cells = comparison.unseen_cells.slice(0, judgedAtOnce);
  const ids = cells.map(({ battery_id: id }) => id);
  const judge = (): void => {
    onJudge(ids);
    void stores().comparison.judge(modelsOf(comparison), ids);
  };
  return (
    <div className="compare-warning" role="status">
      <span className="grow">
        <strong>Not judged on the same cells.</strong> Each mean below is over the validation cells of its own
        run, so the runs cannot be ranked by it.
        {ids.length === 0
          ? ' Each stored cell was used by one of them: import another, or choose cells above.'
          : ''}
      </span>
      {ids.length === 0 ? null : (
        <Button onClick={judge} title={cells.map(({ name }) => name).join(', ')}>
          Judge all on {cellsInWords(cells)}
        </Button>
      )}
    </div>
  );
}

const cellsInWords = (cells: Comparison['unseen_cells']): string =>
  cells.length <= 3
    ? cells.map(({ name }) => name).join(', ')
    : `${count(cells.length)} cells that none has seen`;

const modelsOf = ({ runs }: Comparison): readonly number[] => runs.flatMap(({ model_id: id }) => id ?? []);

/** For cells that were chosen by hand, and what failed before. */
function JudgeNow({
  comparison,
  cellIds,
}: {
  readonly comparison: Comparison;
  readonly cellIds: readonly number[];
}) {
  const { judging } = useComparison();
  if (judging) {
    return (
      <>
        <span role="status">
          Judging: {count(judging.done)} of {plural(judging.total, 'model')}
        </span>
        <Button variant="default" onClick={stores().comparison.stopJudging}>
          Stop
        </Button>
      </>
    );
  }
  const missing = comparison.to_judge;
  if (missing.length === 0) return null;
  const models = missing.map(({ model_id: id }) => id);
  return (
    <Button onClick={() => void stores().comparison.judge(models, cellIds)}>
      Judge {plural(models.length, 'model')} on {plural(cellIds.length, 'cell')}
    </Button>
  );
}

function NotJudged() {
  const { notJudged } = useComparison();
  if (notJudged.length === 0) return null;
  return (
    <ul className="bad compare-failures" role="alert">
      {notJudged.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
