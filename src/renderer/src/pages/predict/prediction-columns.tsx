/** The columns of the earlier predictions. */
import type { Prediction } from '../../../../shared/contract/prediction.ts';
import { ApplicabilityBadge } from '../../components/applicability-badge.tsx';
import type { Column } from '../../components/table/column.ts';
import { untilSoh } from '../../words/labels.ts';
import { count, cycles, dash, share } from '../../words/number.ts';
import { applicabilityWords, rulInterval, sohInterval } from '../../words/prediction.ts';
import { shortTime, wholeTime } from '../../words/time.ts';
import { hrefOf } from '../../routing/route.ts';
import { useClock } from '../../state/clock-store.ts';
import { useBatteries, useModels } from '../../state/page-stores.ts';

export const predictionColumns: readonly Column<Prediction>[] = [
  {
    key: 'cell',
    title: 'Cell',
    track: 'minmax(110px, 1.4fr)',
    draw: ({ battery_id: id }) => <CellLink batteryId={id} />,
    text: ({ battery_id: id }) => String(id ?? ''),
  },
  {
    key: 'cycle',
    title: 'Cycle',
    track: '52px',
    align: 'end',
    draw: ({ cycle_index: cycle }) => (cycle === null ? dash : count(cycle)),
    text: ({ cycle_index: cycle }) => String(cycle ?? ''),
  },
  {
    key: 'soh',
    title: 'SoH',
    track: '60px',
    align: 'end',
    draw: ({ result }) => (
      <span className={dimIfForeign(result)} title={sohInterval(result.soh_interval) ?? ''}>
        {share(result.soh)}
      </span>
    ),
    text: ({ result }) => String(result.soh ?? ''),
  },
  {
    key: 'rul',
    title: 'RUL',
    track: '92px',
    align: 'end',
    draw: ({ result }) => (
      <span className={dimIfForeign(result)} title={rulTitle(result)}>
        {cycles(result.rul === null ? null : Math.round(result.rul))}
      </span>
    ),
    text: ({ result }) => String(result.rul ?? ''),
  },
  {
    key: 'applicability',
    title: 'Applies',
    track: '92px',
    draw: ({ result: { applicability } }) =>
      applicability === 'usual' ? (
        <span className="dim">{applicabilityWords.usual}</span>
      ) : applicability === null ? (
        <span title="Not measured: by a model of an older version">{dash}</span>
      ) : (
        <ApplicabilityBadge applicability={applicability} />
      ),
    text: ({ result: { applicability } }) => applicability ?? '',
  },
  {
    key: 'model',
    title: 'Model',
    track: 'minmax(110px, 1fr)',
    draw: ({ model_id: id }) => <ModelLink modelId={id} />,
    text: ({ model_id: id }) => String(id),
  },
  {
    key: 'created',
    title: 'Asked',
    track: '52px',
    align: 'end',
    draw: ({ created_at: time }) => (
      <time dateTime={time} title={wholeTime(time)}>
        {shortTime(time, useClock.getState().nowMs)}
      </time>
    ),
    text: ({ created_at: time }) => time,
  },
];

const dimIfForeign = ({ applicability }: Prediction['result']): string =>
  applicability === 'foreign' ? 'dim' : '';

/** What it counts to, and the interval. */
const rulTitle = ({ rul_ends_at: end, rul_interval: interval }: Prediction['result']): string =>
  [end === null ? 'What it counts to is not recorded' : `RUL ${untilSoh(end)}`, rulInterval(interval)]
    .filter((words) => words !== null)
    .join(', ');

function CellLink({ batteryId }: { readonly batteryId: number | null }) {
  const battery = useBatteries(({ batteries }) => batteries.get(batteryId ?? 0));
  if (batteryId === null) return <span className="dim">sent with the call</span>;
  if (!battery) return <span className="dim">battery {batteryId}, deleted</span>;
  return (
    <a href={hrefOf({ page: 'battery', batteryId })} title={battery.name}>
      {battery.name}
    </a>
  );
}

function ModelLink({ modelId }: { readonly modelId: number }) {
  const model = useModels(({ models }) => models.get(modelId));
  if (!model) return <span className="dim">model {modelId}, deleted</span>;
  return (
    <a href={hrefOf({ page: 'model', modelId })} title={model.name}>
      {model.name}
    </a>
  );
}
