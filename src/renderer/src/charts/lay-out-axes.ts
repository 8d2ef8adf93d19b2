/** Grid, ticks and titles of the two axes of a picture. Pure. */
import { faint, ink, line, type PictureMark, plot, text } from './picture-marks.ts';
import { tickText } from './ticks.ts';

export function xAxisMarks(
  label: string,
  ticks: readonly number[],
  toX: (x: number) => number,
): PictureMark[] {
  const middle = (plot.left + plot.right) / 2;
  return [
    ...ticks.flatMap((tick) => [
      line(
        [
          [toX(tick), plot.top],
          [toX(tick), plot.bottom],
        ],
        faint,
        1,
      ),
      text(toX(tick), plot.bottom + 20, tickText(tick), { anchor: 'middle' }),
    ]),
    text(middle, plot.bottom + 44, label, { anchor: 'middle', size: 14 }),
  ];
}

export function yAxisMarks(
  label: string,
  ticks: readonly number[],
  toY: (y: number) => number,
): PictureMark[] {
  const middle = (plot.top + plot.bottom) / 2;
  return [
    ...ticks.flatMap((tick) => [
      line(
        [
          [plot.left, toY(tick)],
          [plot.right, toY(tick)],
        ],
        faint,
        1,
      ),
      text(plot.left - 8, toY(tick) + 4, tickText(tick), { anchor: 'end' }),
    ]),
    line(
      [
        [plot.left, plot.top],
        [plot.left, plot.bottom],
        [plot.right, plot.bottom],
      ],
      ink,
      1,
    ),
    text(24, middle, label, { anchor: 'middle', isTurned: true, size: 14 }),
  ];
}
