/** Which columns the chosen cells share, told before the job starts: what not all of them have, none trains with. */
import type { Battery } from '../../../../shared/contract/battery.ts';
import { useFormStore } from '../../forms/form-store.ts';
import { useBatteries } from '../../state/page-stores.ts';
import { columnsInWords } from '../../words/columns.ts';

export function CommonColumns() {
  const { batteries } = useBatteries();
  const ids = useFormStore(({ form }) => form.batteryIds);
  const cells = ids.flatMap((id): readonly Battery[] => {
    const cell = batteries.get(id);
    return cell ? [cell] : [];
  });
  const told = columnsInWords(cells);
  if (told === null) return null;
  return (
    <span className={told.isWarning ? 'assumed' : 'dim'} role={told.isWarning ? 'alert' : undefined}>
      {told.sentence}
    </span>
  );
}
