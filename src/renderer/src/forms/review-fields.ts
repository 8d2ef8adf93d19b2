/** The answers of a review as the fields of the form that imports; those that cannot be read yet are left out. Pure. */
import type { UploadFields } from '../client/client.ts';
import type { ReviewAnswers, ReviewedFile } from '../state/reviewed-file.ts';

type Answered = Pick<ReviewedFile, 'answers' | 'mapping' | 'skippedRepairs'>;

export function fieldsOfAnswers({ answers, mapping, skippedRepairs }: Answered): UploadFields {
  const { nominalCapacity, endOfLife, manufacturer, chemistry, temperature } = answers;
  const percent = numberOf(endOfLife);
  const texts = {
    nominal_capacity: textOf(numberOf(nominalCapacity)),
    end_of_life: percent === null ? '' : String(Number((percent / 100).toPrecision(12))),
    temperature: textOf(numberOf(temperature)),
    manufacturer: manufacturer.trim(),
    chemistry: chemistry.trim(),
    skip_repairs: skippedRepairs.join(','),
    mapping: mapping === null ? '' : JSON.stringify(mapping),
  };
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}

/** A comma is a decimal point, too; null where nothing is typed, or no number. */
function numberOf(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  const value = Number(plain);
  return plain === '' || !Number.isFinite(value) ? null : value;
}

const textOf = (value: number | null): string => (value === null ? '' : String(value));

interface Bounds {
  readonly isRight: (value: number) => boolean;
  readonly issue: string;
}

const bounds: Partial<Record<keyof ReviewAnswers, Bounds>> = {
  nominalCapacity: { isRight: (value) => value > 0 && value <= 100_000, issue: 'must be above 0' },
  endOfLife: { isRight: (value) => value > 0 && value < 100, issue: 'must be between 0 and 100 %' },
  temperature: {
    isRight: (value) => value >= -100 && value <= 200,
    issue: 'must be between −100 and 200 °C',
  },
};

/** Why an answer cannot stand; null where it can, or nothing is said. */
export function whyNotAnswer(field: keyof ReviewAnswers, text: string): string | null {
  const bound = bounds[field];
  if (!bound || text.trim() === '') return null;
  const value = numberOf(text);
  if (value === null) return 'must be a number';
  return bound.isRight(value) ? null : bound.issue;
}
