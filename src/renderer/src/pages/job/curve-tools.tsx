/** Axis, smoothing, zoom and export of the loss curves. */
import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import type { ChartPicture } from '../../charts/lay-out-chart.ts';
import type { Mark, Scale, Series } from '../../charts/series.ts';
import { ExportMenu } from '../../components/export-menu.tsx';
import { methods } from '../../../../shared/contract/methods/index.ts';
import { titleWithLeakage } from '../../words/leakage.ts';
import { type JobEntry, jobTitle, leakageOfJob } from '../../state/job-entry.ts';

const smoothings = [
  { value: '0', label: 'No smoothing' },
  { value: '0.6', label: 'Smooth 0.6' },
  { value: '0.9', label: 'Smooth 0.9' },
  { value: '0.97', label: 'Smooth 0.97' },
];

interface CurveToolsProps {
  readonly job: JobEntry;
  readonly series: readonly Series[];
  readonly marks: readonly Mark[];
  readonly scale: Scale;
  readonly setScale: (scale: Scale) => void;
  readonly weight: string;
  readonly setWeight: (weight: string) => void;
  readonly isZoomed: boolean;
  readonly onReset: () => void;
}

export function CurveTools(props: CurveToolsProps) {
  const { job, series, marks, scale, setScale, weight, setWeight, isZoomed, onReset } = props;
  const picture = (): ChartPicture => ({
    title: titleWithLeakage(
      `Loss · #${job.id} ${jobTitle(job)} · ${methods[job.algorithm].label}`,
      leakageOfJob(job),
    ),
    source: `Cellwright, training job ${job.id}, created ${job.created_at}`,
    xLabel: 'epoch',
    y: { label: 'loss (standardised units²)', scale },
    series,
    marks,
  });
  return (
    <div className="row">
      <SegmentedControl
        aria-label="Loss axis"
        value={scale}
        onChange={(value) => setScale(value === 'linear' ? 'linear' : 'logarithmic')}
        data={[
          { value: 'logarithmic', label: 'Log' },
          { value: 'linear', label: 'Linear' },
        ]}
      />
      <NativeSelect
        aria-label="Smoothing"
        w={140}
        value={weight}
        data={smoothings}
        onChange={(event) => setWeight(event.currentTarget.value)}
      />
      <Button variant="default" disabled={!isZoomed} onClick={onReset} title="Show everything (double click)">
        Whole curve
      </Button>
      <ExportMenu label="Export the curves" picture={picture} />
    </div>
  );
}
