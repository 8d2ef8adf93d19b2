/** What can be done with the ticked jobs. */
import { Button } from '@mantine/core';
import { type BatchAction, batchJobs, batchWords } from '../../actions/batch-jobs.ts';
import { Icon } from '../../components/icon.tsx';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { comparisonOf } from '../../routing/route.ts';
import { goTo } from '../../routing/use-route.ts';
import { stores, useSelected } from '../../state/page-stores.ts';

const batchActions: readonly BatchAction[] = ['pause', 'resume', 'finish', 'stop', 'delete'];

export function JobSelectionBar() {
  const selected = useSelected('selectedJobs');
  return (
    <SelectionBar what="job" count={selected.size} onClear={stores().selectedJobs.clear}>
      <Button
        variant="default"
        leftSection={<Icon name="compare" />}
        onClick={() => goTo(comparisonOf({ jobIds: [...selected] }))}
        title="Compare them (C)"
      >
        Compare
      </Button>
      {batchActions.map((action) => (
        <Button key={action} variant="default" onClick={() => void batchJobs(action, [...selected])}>
          {batchWords(action)}
        </Button>
      ))}
    </SelectionBar>
  );
}
