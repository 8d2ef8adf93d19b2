/** What can be done with the ticked jobs. */
import { Button } from '@mantine/core';
import { type BatchAction, batchJobs, batchWords } from '../../actions/batch-jobs.ts';
import { CompareButton } from '../../components/compare-button.tsx';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { stores, useSelected } from '../../state/page-stores.ts';

const batchActions: readonly BatchAction[] = ['pause', 'resume', 'finish', 'stop', 'delete'];

export function JobSelectionBar() {
  const selected = useSelected('selectedJobs');
  return (
    <SelectionBar what="job" count={selected.size} onClear={stores().selectedJobs.clear}>
      <CompareButton of={{ jobIds: [...selected] }} />
      {batchActions.map((action) => (
        <Button key={action} variant="default" onClick={() => void batchJobs(action, [...selected])}>
          {batchWords(action)}
        </Button>
      ))}
    </SelectionBar>
  );
}
