/** Several cells, found by typing part of a name, maker or chemistry. */
import { MultiSelect } from '@mantine/core';
import { useMemo } from 'react';
import { useBatteries } from '../state/page-stores.ts';

interface CellPickerProps {
  readonly label: string;
  readonly placeholder: string;
  readonly chosen: readonly number[];
  readonly onChosen: (ids: readonly number[]) => void;
}

const shownAtMost = 50;

export function CellPicker({ label, placeholder, chosen, onChosen }: CellPickerProps) {
  const { batteries } = useBatteries();
  const data = useMemo(() => {
    const known = [...batteries.values()].map(({ id, name }) => ({ value: String(id), label: name }));
    // One that is no longer there can still be taken out.
    const gone = chosen.filter((id) => !batteries.has(id));
    return [...known, ...gone.map((id) => ({ value: String(id), label: `cell ${id}` }))];
  }, [batteries, chosen]);
  return (
    <MultiSelect
      aria-label={label}
      placeholder={placeholder}
      data={data}
      value={chosen.map(String)}
      onChange={(values) => onChosen(values.map(Number))}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'No cell' }}
      limit={shownAtMost}
      maxDropdownHeight={320}
      nothingFoundMessage="No cell is called so"
      size="xs"
      className="cell-picker"
    />
  );
}
