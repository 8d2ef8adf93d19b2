/** Which column is what, chosen above the first rows of the file; the fade below follows from the choice. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ColumnRole } from '../../../../shared/contract/import-mapping.ts';
import type { PreviewedTable } from '../../../../shared/contract/import-preview.ts';
import { rememberMapping } from '../../actions/mapping-actions.ts';
import { withRole, withUnit } from '../../forms/edit-mapping.ts';
import { cellsOf } from '../../forms/review-groups.ts';
import { stores } from '../../state/page-stores.ts';
import type { ReviewedFile } from '../../state/reviewed-file.ts';
import { roleWords, unitsOfRole } from '../../words/review.ts';
import { PreviewedFade } from './previewed-fade.tsx';

export function ColumnsPanel({ one }: { readonly one: ReviewedFile }) {
  const [table] = one.preview?.tables ?? [];
  if (!table) return null;
  return (
    <div className="stack" role="group" aria-label={`Columns of ${one.file.name}`}>
      <span className="dim">
        Choose what each column is: a capacity of the discharge at least, or time, voltage and current. What
        is not said follows the names.
      </span>
      <ColumnsTable one={one} table={table} />
      {cellsOf(one).length > 0 ? <PreviewedFade cells={cellsOf(one)} /> : null}
      <Remember one={one} table={table} />
    </div>
  );
}

function ColumnsTable({ one, table }: { readonly one: ReviewedFile; readonly table: PreviewedTable }) {
  return (
    <div className="review-columns" tabIndex={0} role="region" aria-label={`First rows of ${one.file.name}`}>
      <table className="plain-table">
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th key={`${index} ${column.name}`} scope="col">
                <span className="clip" title={column.name}>
                  {column.name === '' ? '(no name)' : column.name}
                </span>
                {column.name === '' ? null : <ColumnChoice one={one} column={column} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, 5).map((row, line) => (
            <tr key={line}>
              {row.map((text, index) => (
                <td key={index}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ChoiceProps {
  readonly one: ReviewedFile;
  readonly column: PreviewedTable['columns'][number];
}

function ColumnChoice({ one, column }: ChoiceProps) {
  const role = column.chosen ? column.role : null;
  const set = (name: string): void => {
    const mapping = withRole(one.mapping, column, name === '' ? null : (name as ColumnRole));
    stores().review.change([one.id], { mapping });
  };
  return (
    <span className="stack" style={{ gap: 2 }}>
      <select
        className="small-select"
        aria-label={`${column.name} is`}
        value={role ?? ''}
        onChange={({ currentTarget: { value } }) => set(value)}
      >
        <option value="">{column.role && !column.chosen ? `not the ${roleWords[column.role]}` : '–'}</option>
        {Object.entries(roleWords).map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </select>
      {role ? <UnitChoice one={one} column={column} role={role} /> : null}
    </span>
  );
}

interface UnitProps extends ChoiceProps {
  readonly role: ColumnRole;
}

function UnitChoice({ one, column, role }: UnitProps) {
  const units = unitsOfRole[role];
  if (units.length === 0) return null;
  const set = (unit: string): void => {
    const mapping = withUnit(one.mapping, column, role, unit === '' ? null : unit);
    stores().review.change([one.id], { mapping });
  };
  return (
    <select
      className="small-select"
      aria-label={`Unit of ${column.name}`}
      value={one.mapping?.columns[role]?.unit ?? ''}
      onChange={({ currentTarget: { value } }) => set(value)}
    >
      <option value="">{column.unit === null ? 'by its name' : `${column.unit}, by its name`}</option>
      {units.map((unit) => (
        <option key={unit}>{unit}</option>
      ))}
    </select>
  );
}

/** Where something was chosen: kept for every file with these names. */
function Remember({ one, table }: { readonly one: ReviewedFile; readonly table: PreviewedTable }) {
  const [name, setName] = useState('');
  if (table.mapping_name !== null)
    return <span className="dim">Read as remembered under “{table.mapping_name}”.</span>;
  const { mapping } = one;
  if (mapping === null || cellsOf(one).length === 0) return null;
  const header = table.columns.map((column) => column.name);
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void rememberMapping({ name: name.trim(), header, mapping });
      }}
    >
      <TextInput
        aria-label="Name of this mapping"
        placeholder="e.g. Our cycler, 2024"
        w={220}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={name.trim() === ''}>
        Remember for files with these columns
      </Button>
    </form>
  );
}
