/** What can be done with the ticked models. */
import { CompareButton } from '../../components/compare-button.tsx';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { stores, useSelected } from '../../state/page-stores.ts';

export function ModelSelectionBar() {
  const selected = useSelected('selectedModels');
  return (
    <SelectionBar what="model" count={selected.size} onClear={stores().selectedModels.clear}>
      <CompareButton of={{ modelIds: [...selected] }} />
    </SelectionBar>
  );
}
