/** What can be done with the ticked jobs. */
import { SelectionBar } from '../../components/selection-bar.tsx';
import { stores, useSelected } from '../../state/page-stores.ts';

export function JobSelectionBar() {
  const selected = useSelected('selectedJobs');
  return <SelectionBar what="job" count={selected.size} onClear={stores().selectedJobs.clear} />;
}
