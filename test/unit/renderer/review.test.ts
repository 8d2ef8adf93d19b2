/** The review of a batch: groups, answers, mappings and what is read when. */
import { describe, expect, it } from 'vitest';
import type { UploadFields } from '../../../src/renderer/src/client/client.ts';
import { withRole, withUnit } from '../../../src/renderer/src/forms/edit-mapping.ts';
import { fieldsOfAnswers, whyNotAnswer } from '../../../src/renderer/src/forms/review-fields.ts';
import {
  groupFiles,
  guessedNominals,
  namePattern,
  sharedAnswer,
} from '../../../src/renderer/src/forms/review-groups.ts';
import { noAnswers, type ReviewedFile } from '../../../src/renderer/src/state/reviewed-file.ts';
import { createReviewStore } from '../../../src/renderer/src/state/review-store.ts';
import { reviewInWords } from '../../../src/renderer/src/words/review.ts';
import type { Battery } from '../../../src/shared/contract/battery.ts';
import { previewExample } from '../../../src/shared/contract/examples/import-examples.ts';
import { type ImportPreview, importPreviewSchema } from '../../../src/shared/contract/import-preview.ts';
import { exampleBattery } from '../../support/small-backend.ts';

const example = importPreviewSchema.parse(previewExample);

function previewOf(firstAh: number, nominal = firstAh): ImportPreview {
  const [cell] = example.cells;
  if (!cell) throw new Error('the example has a cell');
  return { ...example, cells: [{ ...cell, capacity: [firstAh, firstAh * 0.9], nominal_capacity: nominal }] };
}

const reviewed = (id: number, name: string, more: Partial<ReviewedFile> = {}): ReviewedFile => ({
  id,
  file: new File([], name),
  phase: 'read',
  answers: noAnswers,
  mapping: null,
  skippedRepairs: [],
  preview: previewOf(2),
  error: null,
  isChosen: true,
  keepsGuess: false,
  cells: [],
  ...more,
});

const shapeOf = (files: readonly ReviewedFile[]) =>
  groupFiles(files).map(({ pattern, files: same }) => [pattern, same.map(({ id }) => id)]);

describe('files in groups', () => {
  it.each([
    ['2C_battery-1.csv', '2C_battery-*'],
    ['R2.5_battery-12.csv', 'R2.5_battery-*'],
    ['CS2_35.csv', 'CS2_*'],
    ['cell.7.mat', 'cell.*'],
    ['7', '*'],
    ['cell.csv', 'cell'],
  ])('%s belongs to %s', (name, pattern) => {
    expect(namePattern(name)).toBe(pattern);
  });

  it('have the same name but for its last number', () => {
    const files = [
      reviewed(1, '2C-1.csv'),
      reviewed(2, '3C-1.csv'),
      reviewed(3, '2C-2.csv'),
      reviewed(4, '3C-2.csv'),
    ];
    expect(shapeOf(files)).toEqual([
      ['2C-*', [1, 3]],
      ['3C-*', [2, 4]],
    ]);
  });

  it('and about the same capacity: another product is another group', () => {
    const files = [2, 3.4, 2.1, 3.3].map((capacity, index) =>
      reviewed(index + 1, `cell-${index}.csv`, { preview: previewOf(capacity) }),
    );
    expect(shapeOf(files)).toEqual([
      ['cell-*', [1, 3]],
      ['cell-*', [2, 4]],
    ]);
  });

  it('of names without anything in common are asked about together where their capacities are alike', () => {
    const files = [
      reviewed(1, 'anna.csv'),
      reviewed(2, 'berta.csv', { preview: previewOf(50) }),
      reviewed(3, 'clara.csv'),
    ];
    expect(shapeOf(files)).toEqual([
      ['other names', [1, 3]],
      ['berta', [2]],
    ]);
  });

  it('show what all of them say, and each guess of a nominal capacity once', () => {
    const files = [1.9, 2, 1.9].map((nominal, index) =>
      reviewed(index, 'x.csv', {
        preview: previewOf(1.95, nominal),
        answers: { ...noAnswers, chemistry: 'NMC' },
      }),
    );
    expect(sharedAnswer(files, 'chemistry')).toBe('NMC');
    expect(guessedNominals(files)).toEqual([1.9, 2]);
    const answered = files.map((one) => ({ ...one, answers: { ...noAnswers, nominalCapacity: '2' } }));
    expect(guessedNominals(answered)).toEqual([]);
    expect(guessedNominals(files.map((one) => ({ ...one, keepsGuess: true })))).toEqual([]);
    expect(sharedAnswer([...answered, ...files], 'nominalCapacity')).toBe('');
  });
});

describe('answers', () => {
  it('become the fields of the form, percent as a fraction, a comma as a point', () => {
    const answers = {
      nominalCapacity: '2,5',
      endOfLife: '85',
      manufacturer: ' A ',
      chemistry: '',
      temperature: '-10',
    };
    const mapping = { columns: { cycle: null }, content: null, header_line: null };
    expect(fieldsOfAnswers({ answers, mapping, skippedRepairs: ['sort_time', 'join_parts'] })).toEqual({
      nominal_capacity: '2.5',
      end_of_life: '0.85',
      manufacturer: 'A',
      temperature: '-10',
      skip_repairs: 'sort_time,join_parts',
      mapping: JSON.stringify(mapping),
    });
    expect(fieldsOfAnswers({ answers: noAnswers, mapping: null, skippedRepairs: [] })).toEqual({});
  });

  it.each([
    ['nominalCapacity', '0', 'must be above 0'],
    ['nominalCapacity', 'two', 'must be a number'],
    ['endOfLife', '100', 'must be between 0 and 100 %'],
    ['temperature', '999', 'must be between −100 and 200 °C'],
    ['endOfLife', '0.8', null],
    ['chemistry', 'LFP', null],
    ['temperature', '', null],
  ] as const)('%s of %j: %j', (field, text, why) => {
    expect(whyNotAnswer(field, text)).toBe(why);
  });
});

describe('a mapping', () => {
  const column = (name: string, role: 'capacity' | 'cycle' | null, chosen = role !== null) => ({
    name,
    role,
    unit: null,
    chosen,
  });

  it('has one role for a column, and one column for a role', () => {
    const first = withRole(null, column('Q', null), 'capacity');
    expect(first.columns).toEqual({ capacity: { column: 'Q', unit: null } });
    expect(withRole(first, column('Q', 'capacity'), 'cycle').columns).toEqual({
      cycle: { column: 'Q', unit: null },
    });
    expect(withRole(first, column('P', null), 'capacity').columns).toEqual({
      capacity: { column: 'P', unit: null },
    });
  });

  it('says that the table has no such column where a choice is taken back', () => {
    expect(withRole(null, column('Cycle', 'cycle'), null).columns).toEqual({ cycle: null });
    expect(withUnit(null, column('Q', 'capacity'), 'capacity', 'mAh').columns).toEqual({
      capacity: { column: 'Q', unit: 'mAh' },
    });
  });
});

describe('the store of a review', () => {
  const file = (name: string) => new File(['x'], name);

  /** Each call waits until the test answers it. */
  function open() {
    const asked: {
      readonly name: string;
      readonly fields: UploadFields;
      readonly answer: (preview: ImportPreview) => void;
    }[] = [];
    const uploaded: { readonly name: string; readonly fields: UploadFields }[] = [];
    const stored: Battery[] = [];
    const client = {
      preview: ({ name }: File, fields: UploadFields) =>
        new Promise<ImportPreview>((answer) => asked.push({ name, fields, answer })),
      upload: ({ name }: File, fields: UploadFields) => {
        uploaded.push({ name, fields });
        if (name === 'bad.csv') throw new Error('no room');
        return Promise.resolve([{ ...exampleBattery, name }]);
      },
    };
    const review = createReviewStore(client, { put: (cells) => stored.push(...cells) });
    const files = () => review.state.getState().files;
    return { review, asked, uploaded, stored, files };
  }
  const settled = () => new Promise((done) => setImmediate(done));

  it('reads two files at a time, and stores nothing', async () => {
    const { review, asked, uploaded, files } = open();
    review.start([file('a.csv'), file('b.csv'), file('c.csv')]);
    expect(asked.map(({ name }) => name)).toEqual(['a.csv', 'b.csv']);
    asked[0]?.answer(example);
    await settled();
    expect(asked.map(({ name }) => name)).toEqual(['a.csv', 'b.csv', 'c.csv']);
    expect(files().map(({ phase }) => phase)).toEqual(['read', 'reading', 'reading']);
    expect(reviewInWords(files())).toBe('3 files: 1 ready · 2 being read');
    expect(uploaded).toEqual([]);
  });

  it('reads a file once more where its answers changed while it was read', async () => {
    const { review, asked, files } = open();
    review.start([file('a.csv')]);
    review.change([1], { answers: { nominalCapacity: '2' } });
    asked[0]?.answer(example);
    await settled();
    expect(asked.map(({ fields }) => fields)).toEqual([{}, { nominal_capacity: '2' }]);
    asked[1]?.answer(previewOf(3));
    await settled();
    expect(files()[0]).toMatchObject({ phase: 'read', preview: previewOf(3) });
  });

  it('may be told to import what is just read again: the import stands', async () => {
    const { review, asked, uploaded, files } = open();
    review.start([file('a.csv')]);
    asked[0]?.answer(example);
    await settled();
    review.change([1], { answers: { nominalCapacity: '2' } });
    review.importFiles([1]);
    asked[1]?.answer(previewOf(2));
    await settled();
    expect(uploaded).toEqual([{ name: 'a.csv', fields: { nominal_capacity: '2' } }]);
    expect(files()[0]?.phase).toBe('imported');
  });

  it('does not read again for what changes no reading', async () => {
    const { review, asked } = open();
    review.start([file('a.csv')]);
    asked[0]?.answer(example);
    await settled();
    review.change([1], { answers: { chemistry: 'NMC' }, isChosen: false });
    expect(asked).toHaveLength(1);
  });

  it('imports with the answers, keeps what failed with its reason, and forgets the rest', async () => {
    const { review, asked, uploaded, stored, files } = open();
    review.start([file('a.csv'), file('bad.csv')]);
    for (const { answer } of asked) answer(example);
    await settled();
    review.change([1, 2], { answers: { chemistry: 'NMC' } });
    review.importFiles([1, 2]);
    await settled();
    expect(uploaded).toEqual([
      { name: 'a.csv', fields: { chemistry: 'NMC' } },
      { name: 'bad.csv', fields: { chemistry: 'NMC' } },
    ]);
    expect(stored.map(({ name }) => name)).toEqual(['a.csv']);
    expect(files().map(({ phase }) => phase)).toEqual(['imported', 'failed']);
    expect(files()[1]?.error?.message).toBeTruthy();
    review.clear();
    expect(files()).toEqual([]);
  });
});
