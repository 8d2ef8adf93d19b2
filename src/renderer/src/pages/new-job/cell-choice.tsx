/** Which cells the job trains on, and which of them judge it. */
import { Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Battery } from '../../../../shared/contract/battery.ts';
import type { ErrorDetail } from '../../../../shared/contract/errors.ts';
import { FadeSparkline } from '../../components/fade-sparkline.tsx';
import { CommonColumns } from './common-columns.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { SimulatedBadge } from '../../components/badge.tsx';
import { ampereHours, count, plural } from '../../words/number.ts';
import { changeForm, messageAt, useFormStore } from '../../forms/form-store.ts';
import { useBatteries } from '../../state/page-stores.ts';

export function CellChoice({ details }: { readonly details: readonly ErrorDetail[] }) {
  const state = useFormStore();
  const { batteryIds } = state.form;
  const { batteries } = useBatteries();
  const [search, setSearch] = useState('');
  const all = [...batteries.values()];
  const shown = all.filter(({ name, filename }) =>
    `${name} ${filename}`.toLowerCase().includes(search.toLowerCase()),
  );
  const message =
    messageAt('battery_ids', details, state) ??
    messageAt('hyperparams.validation_battery_ids', details, state) ??
    messageAt('hyperparams.test_battery_ids', details, state);
  const areAllChosen = shown.length > 0 && shown.every(({ id }) => batteryIds.includes(id));
  const chooseAll = (): void =>
    choose(areAllChosen ? [] : [...new Set([...batteryIds, ...shown.map(({ id }) => id)])]);
  return (
    <section className="stack" aria-labelledby="cells-heading">
      <div className="row">
        <h2 id="cells-heading">Cells</h2>
        <span className="dim">
          {count(batteryIds.length)} of {plural(all.length, 'cell')} chosen
        </span>
        <div className="grow" />
        <Checkbox size="xs" label="All shown" checked={areAllChosen} onChange={chooseAll} />
        <SearchField label="Search cells" value={search} onChange={setSearch} />
      </div>
      <div className="cells-list" role="group" aria-label="Cells" tabIndex={0}>
        {shown.map((battery) => (
          <CellRow key={battery.id} battery={battery} />
        ))}
      </div>
      <CommonColumns />
      {message === null ? null : (
        <span className="bad" role="alert">
          Cells: {message}
        </span>
      )}
    </section>
  );
}

function choose(batteryIds: readonly number[]): void {
  const { form } = useFormStore.getState();
  const validationIds = form.validationIds.filter((id) => batteryIds.includes(id));
  const testIds = form.testIds.filter((id) => batteryIds.includes(id));
  changeForm({ batteryIds, validationIds, testIds }, 'battery_ids');
}

function CellRow({ battery }: { readonly battery: Battery }) {
  const { batteryIds } = useFormStore(({ form }) => form);
  const isChosen = batteryIds.includes(battery.id);
  const toggle = (): void =>
    choose(isChosen ? batteryIds.filter((id) => id !== battery.id) : [...batteryIds, battery.id]);
  return (
    <div className="cells-row">
      <Checkbox size="xs" aria-label={battery.name} checked={isChosen} onChange={toggle} />
      <span className="row">
        <span className="clip" title={battery.name} onClick={toggle}>
          {battery.name}
        </span>
        {battery.simulated ? <SimulatedBadge /> : null}
      </span>
      <span className="cell cell-end cells-nominal">{ampereHours(battery.nominal_capacity)}</span>
      <span className="cell cell-end dim">{plural(battery.total_cycles, 'cycle')}</span>
      <FadeSparkline battery={battery} />
      {isChosen ? <RoleChoice battery={battery} /> : <span />}
    </div>
  );
}

type Role = 'train' | 'judge' | 'test';

/** "by split": left to the split; "validates" and "tests": held out by name. */
function RoleChoice({ battery: { id, name } }: { readonly battery: Battery }) {
  const { validationIds, testIds } = useFormStore(({ form }) => form);
  const role: Role = validationIds.includes(id) ? 'judge' : testIds.includes(id) ? 'test' : 'train';
  const without = (ids: readonly number[]): readonly number[] => ids.filter((other) => other !== id);
  return (
    <NativeSelect
      aria-label={`Role of ${name}`}
      title="validates: chooses the best epoch. tests: neither trains nor chooses, so the error on it is that on a new cell."
      value={role}
      data={[
        { value: 'train', label: validationIds.length > 0 ? 'trains' : 'by split' },
        { value: 'judge', label: 'validates' },
        { value: 'test', label: 'tests' },
      ]}
      onChange={(event) => {
        const chosen = event.currentTarget.value as Role;
        changeForm(
          {
            validationIds: chosen === 'judge' ? [...without(validationIds), id] : without(validationIds),
            testIds: chosen === 'test' ? [...without(testIds), id] : without(testIds),
          },
          chosen === 'test' ? 'hyperparams.test_battery_ids' : 'hyperparams.validation_battery_ids',
        );
      }}
    />
  );
}
