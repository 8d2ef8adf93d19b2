/** The series of a job's curves: raw underneath, smoothed on top. Pure. */
import type { Curves } from './curves.ts';
import { isReferenceTerm } from './reference-marks.ts';
import { colorAt, type Series } from './series.ts';
import { smooth } from './smooth.ts';

type Numbers = readonly (number | null)[];

const labels: Readonly<Record<string, string>> = {
  train_loss: 'train',
  val_loss: 'validation',
  data_loss: 'data term',
  physics_f_loss: 'physics f',
  physics_f_t_loss: 'physics f_t',
};

const colors: Readonly<Record<string, string>> = {
  train_loss: '#0072b2',
  val_loss: '#d55e00',
  data_loss: '#e69f00',
  physics_f_loss: '#009e73',
  physics_f_t_loss: '#cc79a7',
};

const order = ['train_loss', 'val_loss', 'data_loss', 'physics_f_loss', 'physics_f_t_loss'];
const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);

/** Raw series; a term that repeats the training loss (the data term of a loss with no other term) is left out. */
export function lossSeries({ epochs, series }: Curves): readonly Series[] {
  const losses = [...series.keys()].filter((name) => name.endsWith('_loss') && !isReferenceTerm(name));
  const names = losses.filter(
    (name) => hasValues(series.get(name)) && !(name === 'data_loss' && !hasPhysics(series)),
  );
  return names
    .sort((one, other) => rank(one) - rank(other))
    .map((name, index) => ({
      key: name,
      label: labels[name] ?? name,
      color: colors[name] ?? colorAt(index),
      x: epochs,
      y: series.get(name) ?? [],
      ...bandOf(series.get(name) ?? [], series.get(`${name}_deviation`)),
    }));
}

/** With folds a loss is the mean over the runs and comes with its deviation: the band is mean ± deviation. */
function bandOf(means: Numbers, deviations: Numbers | undefined): Pick<Series, 'band'> {
  if (!deviations || !hasValues(deviations)) return {};
  const edge = (sign: 1 | -1) =>
    means.map((mean, index) => {
      const deviation = deviations[index] ?? null;
      return mean === null || deviation === null ? null : mean + sign * deviation;
    });
  return { band: { label: 'mean ± deviation', low: edge(-1), high: edge(1) } };
}

const hasPhysics = (series: Curves['series']): boolean =>
  [...series.keys()].some((name) => name.startsWith('physics'));
const hasValues = (values: Numbers | undefined): boolean => values?.some((value) => value !== null) ?? false;

/** With a weight of 0 the raw lines alone. */
export function withSmoothing(series: readonly Series[], weight: number): readonly Series[] {
  if (weight === 0) return series;
  const raw = series.map((one): Series => ({ ...one, isUnderlay: true }));
  return [...raw, ...series.map((one): Series => smoothed(one, weight))];
}

const smoothed = ({ band, ...rest }: Series, weight: number): Series => ({
  ...rest,
  y: smooth(rest.y, weight),
  ...(band ? { band: { ...band, low: smooth(band.low, weight), high: smooth(band.high, weight) } } : {}),
});
