/** Which cells shall judge the model; those that judged it in training are chosen to begin with. */
import { Button, Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Battery } from '../../../../shared/contract/battery.ts';
import type { Model } from '../../../../shared/contract/model.ts';
import { SimulatedBadge } from '../../components/badge.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { plural } from '../../words/number.ts';
import { type CellRole, roleOfCell, roleWords } from '../../words/prediction.ts';
import { stores, useBatteries, useEvaluations } from '../../state/page-stores.ts';

const mostAtOnce = 100;

export function CellsToJudge({ model }: { readonly model: Model }) {
  const { batteries } = useBatteries();
  const isWorking = useEvaluations((state) => state.isWorking);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(
    () => new Set(model.metrics.validation_cells.map(({ battery_id: id }) => id)),
  );
  const [search, setSearch] = useState('');
  const shown = useMemo(
    () =>
      [...batteries.values()].filter(({ name, filename }) =>
        `${name} ${filename}`.toLowerCase().includes(search.toLowerCase()),
      ),
    [batteries, search],
  );
  const ids = [...chosen].filter((id) => batteries.has(id));
  const toggle = (id: number): void => {
    const after = new Set(ids);
    if (!after.delete(id)) after.add(id);
    setChosen(after);
  };
  return (
    <>
      <div className="row">
        <Button
          disabled={ids.length === 0 || ids.length > mostAtOnce}
          loading={isWorking}
          onClick={() => void stores().evaluations.evaluate(model.id, ids)}
        >
          Evaluate on {plural(ids.length, 'cell')}
        </Button>
        {ids.length > mostAtOnce ? <span className="bad">At most {mostAtOnce} cells at once.</span> : null}
        <div className="grow" />
        <SearchField label="Search cells" value={search} onChange={setSearch} />
      </div>
      <div className="cells-list judge-list" role="group" aria-label="Cells that judge" tabIndex={0}>
        {shown.map((battery) => (
          <JudgeRow
            key={battery.id}
            battery={battery}
            role={roleOfCell(model, battery.id)}
            isChosen={chosen.has(battery.id)}
            onToggle={() => toggle(battery.id)}
          />
        ))}
      </div>
    </>
  );
}

interface JudgeRowProps {
  readonly battery: Battery;
  readonly role: CellRole;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

function JudgeRow({ battery, role, isChosen, onToggle }: JudgeRowProps) {
  return (
    <div className="judge-row">
      <Checkbox size="xs" aria-label={battery.name} checked={isChosen} onChange={onToggle} />
      <span className="row">
        <span className="clip" title={battery.name} onClick={onToggle}>
          {battery.name}
        </span>
        {battery.simulated ? <SimulatedBadge /> : null}
      </span>
      <span className="cell cell-end dim">{plural(battery.total_cycles, 'cycle')}</span>
      <span className={role === 'trained' ? 'assumed' : 'dim'}>{roleWords[role]}</span>
    </div>
  );
}
