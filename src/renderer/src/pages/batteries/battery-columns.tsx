/** The columns of the list of cells. */
import { ActionIcon } from '@mantine/core';
import type { Battery } from '../../../../shared/contract/battery.ts';
import { SimulatedBadge } from '../../components/badge.tsx';
import { FadeSparkline } from '../../components/fade-sparkline.tsx';
import { Icon } from '../../components/icon.tsx';
import { QualityMark } from '../../components/quality-mark.tsx';
import { TagList } from '../../components/tag-list.tsx';
import type { Column } from '../../components/table/column.ts';
import { ampereHours, count, dash } from '../../words/number.ts';
import { hrefOf } from '../../routing/route.ts';
import { removeBattery } from '../../actions/battery-actions.ts';

export const batteryColumns: readonly Column<Battery>[] = [
  {
    key: 'name',
    title: 'Cell',
    track: 'minmax(160px, 2fr)',
    draw: (battery) => (
      <span className="row">
        <a className="clip" href={hrefOf({ page: 'battery', batteryId: battery.id })} title={battery.name}>
          {battery.name}
        </a>
        <TagList tags={battery.tags} />
        {battery.simulated ? <SimulatedBadge /> : null}
        <QualityMark battery={battery} />
      </span>
    ),
    text: ({ name, filename, tags, comment }) =>
      [`${name} (${filename})`, ...tags, comment ?? ''].join(' ').trim(),
    order: ({ name }) => name,
  },
  {
    key: 'fade',
    title: 'SoH over its life',
    track: '132px',
    draw: (battery) => <FadeSparkline battery={battery} />,
    text: () => '',
  },
  {
    key: 'cycles',
    title: 'Cycles',
    track: '64px',
    align: 'end',
    draw: ({ total_cycles: total }) => count(total),
    text: ({ total_cycles: total }) => String(total),
    order: ({ total_cycles: total }) => total,
  },
  {
    key: 'end',
    title: 'End of life',
    track: '88px',
    align: 'end',
    draw: ({ end_of_life_cycle: end }) =>
      end === null ? <span className="dim">not reached</span> : count(end),
    text: ({ end_of_life_cycle: end }) => String(end ?? ''),
    order: ({ end_of_life_cycle: end }) => end,
  },
  {
    key: 'capacity',
    title: 'Nominal',
    track: '80px',
    align: 'end',
    draw: ({ nominal_capacity: capacity }) => ampereHours(capacity),
    text: ({ nominal_capacity: capacity }) => String(capacity),
    order: ({ nominal_capacity: capacity }) => capacity,
  },
  {
    key: 'manufacturer',
    title: 'Manufacturer',
    track: 'minmax(90px, 1fr)',
    draw: ({ manufacturer }) => manufacturer ?? <span className="dim">{dash}</span>,
    text: ({ manufacturer }) => manufacturer ?? '',
    order: ({ manufacturer }) => manufacturer,
  },
  {
    key: 'chemistry',
    title: 'Chemistry',
    track: 'minmax(72px, 1fr)',
    draw: ({ chemistry }) => chemistry ?? <span className="dim">{dash}</span>,
    text: ({ chemistry }) => chemistry ?? '',
    order: ({ chemistry }) => chemistry,
  },
  {
    key: 'actions',
    title: '',
    track: '32px',
    draw: (battery) => (
      <span className="table-actions">
        <ActionIcon
          aria-label={`Delete ${battery.name}`}
          title="Delete (Del)"
          onClick={() => void removeBattery(battery)}
        >
          <Icon name="trash" />
        </ActionIcon>
      </span>
    ),
    text: () => '',
  },
];
