import { describe, expect, it } from 'vitest';
import { layOutChart } from '../../../../src/renderer/src/charts/lay-out-chart.ts';
import { pictureToSvg } from '../../../../src/renderer/src/charts/picture-to-svg.ts';
import { seriesToCsv } from '../../../../src/renderer/src/charts/series-to-csv.ts';
import { smooth } from '../../../../src/renderer/src/charts/smooth.ts';
import { ticksBetween, tickText } from '../../../../src/renderer/src/charts/ticks.ts';

const train = { key: 'train_loss', label: 'train', color: '#0072b2', x: [1, 2, 3], y: [1, 0.1, null] };
const val = { key: 'val, "loss"', label: 'validation', color: '#d55e00', x: [1, 2, 3], y: [2, 0.5, 0.25] };

describe('charts that leave the program', () => {
  it('an SVG says its title, axes, legend and source, with markup escaped', () => {
    const svg = pictureToSvg(
      layOutChart({
        title: 'Loss <of> job 1 & 2',
        source: 'Cellwright, job 1',
        xLabel: 'epoch',
        y: { label: 'loss', scale: 'logarithmic' },
        series: [train, val],
      }),
    );
    for (const text of [
      'Loss &lt;of&gt; job 1 &amp; 2',
      'Cellwright, job 1',
      'epoch',
      'loss',
      'train',
      'validation',
    ]) {
      expect(svg).toContain(`>${text}</text>`);
    }
    expect(svg).not.toContain('NaN');
    expect(svg.match(/stroke="#0072b2"/g)).toHaveLength(2);
  });

  it('bands, references and a long title are in the picture, and none of it is lost on a logarithmic axis', () => {
    const band = { label: 'mean ± deviation', low: [0.9, -0.1, null], high: [1.1, 0.3, null] };
    const marks = [
      { axis: 'y', at: 0.05, label: 'ridge', key: 'reference_ridge' },
      { axis: 'x', at: 2, label: 'best: epoch 2' },
    ] as const;
    const title = `Loss · ${'a long name '.repeat(12)}· validated by cycle`;
    const picture = layOutChart({
      title,
      source: 'Cellwright',
      xLabel: 'epoch',
      y: { label: 'loss', scale: 'logarithmic' },
      series: [{ ...train, band }],
      marks,
    });
    const svg = pictureToSvg(picture);
    expect(svg.match(/<polygon/g)).toHaveLength(1);
    expect(svg).not.toMatch(/NaN|Infinity/);
    for (const words of ['ridge', 'best: epoch 2', 'train, mean ± deviation', title]) {
      expect(svg).toContain(`>${words}</text>`);
    }
    // The reference lies below every value: the axis reaches down to it.
    const dashed = picture.flatMap((mark) => (mark.kind === 'line' && mark.dash.length > 0 ? [mark] : []));
    expect(dashed[0]?.points.map(([, y]) => Math.round(y))).toEqual([628, 628]);
    expect(picture.find((mark) => mark.kind === 'text' && mark.text === title)).toMatchObject({ size: 11 });
  });

  it('a CSV has two more columns for a band and one for a reference', () => {
    const band = { label: 'mean ± deviation', low: [0.9, 0.05, null], high: [1.1, 0.15, null] };
    const marks = [{ axis: 'y', at: 0.05, label: 'ridge', key: 'reference_ridge' }] as const;
    expect(seriesToCsv('epoch', [{ ...train, band }], marks)).toBe(
      [
        'epoch,train_loss,train_loss_low,train_loss_high,reference_ridge',
        '1,1,0.9,1.1,0.05',
        '2,0.1,0.05,0.15,0.05',
        '3,,,,0.05',
        '',
      ].join('\r\n'),
    );
  });

  it('a CSV has a column per series, empty where there is no value', () => {
    expect(seriesToCsv('epoch', [train, val])).toBe(
      'epoch,train_loss,"val, ""loss"""\r\n1,1,2\r\n2,0.1,0.5\r\n3,,0.25\r\n',
    );
  });
});

describe('ticks', () => {
  it('are round numbers on a linear axis', () => {
    expect(ticksBetween(0, 97, 5, 'linear')).toEqual([0, 20, 40, 60, 80]);
    expect(ticksBetween(0.31, 0.52, 4, 'linear')).toEqual([0.4, 0.5]);
  });

  it('are 1, 2 and 5 on a short logarithmic axis, whole powers on a long one', () => {
    expect(ticksBetween(0.015, 0.3, 8, 'logarithmic')).toEqual([0.02, 0.05, 0.1, 0.2]);
    expect(ticksBetween(1e-6, 1, 8, 'logarithmic')).toEqual([1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1]);
  });

  it('read as people write them', () => {
    expect([0.0001, 0.02, 150, 10_000].map(tickText)).toEqual(['1e-4', '0.02', '150', '10\u202f000']);
  });
});

describe('smoothing', () => {
  it('starts at the first value, not at zero, and keeps gaps', () => {
    const smoothed = smooth([10, null, 10, 20], 0.9);
    expect(smoothed[0]).toBeCloseTo(10, 12);
    expect(smoothed[1]).toBeNull();
    expect(smoothed[2]).toBeCloseTo(10, 12);
    // (0.081·10 + 0.09·10 + 0.1·20) / (1 - 0.9³)
    expect(smoothed[3]).toBeCloseTo((0.81 + 0.9 + 2) / 0.271, 10);
  });
});
