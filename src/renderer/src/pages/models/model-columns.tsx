/** The columns of the list of models. */
import { ActionIcon } from '@mantine/core';
import type { Model } from '../../../../shared/contract/model.ts';
import { Icon } from '../../components/icon.tsx';
import { badgeWords, ModelBadges } from '../../components/model-badges.tsx';
import { TagList } from '../../components/tag-list.tsx';
import type { Column } from '../../components/table/column.ts';
import { methods } from '../../../../shared/contract/methods/index.ts';
import { cycles, dash, percent } from '../../words/number.ts';
import { validationErrors } from '../../words/result.ts';
import { shortTime, wholeTime } from '../../words/time.ts';
import { hrefOf } from '../../routing/route.ts';
import { useClock } from '../../state/clock-store.ts';
import { downloadModel, removeModel } from '../../actions/model-actions.ts';

export const modelColumns: readonly Column<Model>[] = [
  {
    key: 'name',
    title: 'Model',
    track: 'minmax(116px, 1.2fr)',
    draw: ({ id, name, tags, comment }) => (
      <span title={[name, ...tags, comment ?? ''].join('\n').trim()}>
        <a href={hrefOf({ page: 'model', modelId: id })}>{name}</a>
        <TagList tags={tags} />
      </span>
    ),
    text: ({ name, tags, comment }) => [name, ...tags, ...(comment === null ? [] : [comment])].join(' '),
    order: ({ name }) => name,
  },
  {
    key: 'algorithm',
    title: 'Algorithm',
    track: '76px',
    draw: ({ algorithm }) => methods[algorithm].label,
    text: ({ algorithm }) => methods[algorithm].label,
    order: ({ algorithm }) => algorithm,
  },
  {
    key: 'soh',
    title: 'SoH error',
    track: '76px',
    align: 'end',
    draw: ({ metrics }) => percent(validationErrors(metrics).soh.mean),
    text: ({ metrics }) => String(validationErrors(metrics).soh.mean ?? ''),
    order: ({ metrics }) => validationErrors(metrics).soh.mean,
  },
  {
    key: 'rul',
    title: 'RUL error',
    track: '92px',
    align: 'end',
    draw: ({ metrics }) => cycles(validationErrors(metrics).rul.mean),
    text: ({ metrics }) => String(validationErrors(metrics).rul.mean ?? ''),
    order: ({ metrics }) => validationErrors(metrics).rul.mean,
  },
  {
    key: 'badges',
    title: 'Mind',
    track: 'minmax(268px, 1.6fr)',
    draw: (model) => (
      // Those that find no room are left out whole; a Tab brings them in.
      <span className="badge-row" title={badgeWords(model).join(', ')}>
        <ModelBadges model={model} isShort />
      </span>
    ),
    text: (model) => badgeWords(model).join(', '),
  },
  {
    key: 'job',
    title: 'From',
    track: '56px',
    draw: ({ job_id: jobId }) =>
      jobId === null ? dash : <a href={hrefOf({ page: 'job', jobId })}>#{jobId}</a>,
    text: ({ job_id: jobId }) => String(jobId ?? ''),
    order: ({ job_id: jobId }) => jobId,
  },
  {
    key: 'created',
    title: 'Made',
    track: '60px',
    align: 'end',
    draw: ({ created_at: time }) => (
      <time dateTime={time} title={wholeTime(time)}>
        {shortTime(time, useClock.getState().nowMs)}
      </time>
    ),
    text: ({ created_at: time }) => time,
    order: ({ created_at: time }) => time,
  },
  {
    key: 'actions',
    title: '',
    track: '60px',
    draw: (model) => <ModelRowActions model={model} />,
    text: () => '',
  },
];

function ModelRowActions({ model }: { readonly model: Model }) {
  return (
    <span className="table-actions">
      <ActionIcon
        aria-label={`Download ${model.name}`}
        title="Download"
        onClick={() => void downloadModel(model, 'safetensors')}
      >
        <Icon name="download" />
      </ActionIcon>
      <ActionIcon
        aria-label={`Delete ${model.name}`}
        title="Delete (Del)"
        onClick={() => void removeModel(model)}
      >
        <Icon name="trash" />
      </ActionIcon>
    </span>
  );
}
