/** Adds a job or a model to the comparison, found by typing. */
import { Select } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { CompareChoice } from '../../routing/compare-choice.ts';
import { stores, useFoundJobs, useModels } from '../../state/page-stores.ts';
import type { ChangeChoice } from './comparison-props.ts';

interface RunPickerProps {
  readonly choice: CompareChoice;
  readonly onChoice: ChangeChoice;
}

const shownAtMost = 50;

export function RunPicker({ choice, onChoice }: RunPickerProps) {
  const { jobIds, modelIds } = choice;
  const [search, setSearch] = useState('');
  useEffect(() => stores().jobFinder.find(search), [search]);
  const jobs = useFoundJobs();
  const { models } = useModels();
  const data = useMemo(
    () => [
      {
        group: 'Jobs',
        items: jobs
          .filter(({ id }) => !jobIds.includes(id))
          .map(({ id, model_name: name }) => ({ value: `job-${id}`, label: `#${id} ${name ?? ''}`.trim() })),
      },
      {
        group: 'Models',
        items: [...models.values()]
          .filter(({ id }) => !modelIds.includes(id))
          .map(({ id, name }) => ({ value: `model-${id}`, label: `${name} (model ${id})` })),
      },
    ],
    [jobs, models, jobIds, modelIds],
  );
  const add = (key: string | null): void => {
    const id = Number(key?.split('-')[1]);
    if (key?.startsWith('job') === true) onChoice({ jobIds: [...jobIds, id] });
    else if (key !== null) onChoice({ modelIds: [...modelIds, id] });
    setSearch('');
  };
  return (
    <Select
      aria-label="Add a run"
      placeholder="Add a job or model"
      data={data}
      value={null}
      onChange={add}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      limit={shownAtMost}
      nothingFoundMessage="No job or model is called so"
      size="xs"
      w={220}
      maxDropdownHeight={360}
    />
  );
}
