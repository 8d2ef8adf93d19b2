/** A further setting is one row: made up here, it appears wherever settings do, without another file being touched. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { fillTables, settingTable } from '../../../../scripts/fill-tables.ts';
import { fieldSchema } from '../../../../src/main/api/http/openapi/json-schema.ts';
import { validateInput } from '../../../../src/main/api/validate-input.ts';
import { parseArguments, usageOf } from '../../../../src/main/host/arguments.ts';
import { resolveSettings } from '../../../../src/main/host/host-settings.ts';
import { settingRows } from '../../../../src/renderer/src/forms/setting-rows.ts';
import { type SettingTable, wholeNumber } from '../../../../src/shared/contract/setting.ts';
import { answeredShape, changeShape, settingFacts } from '../../../../src/shared/contract/settings.ts';
import { repositoryRoot } from '../../../support/program.ts';

const table = {
  ...settingFacts,
  coffee_breaks: {
    ...wholeNumber(0, 9),
    standard: 2,
    sentence: 'breaks that a trainer takes a day',
    flag: { name: 'coffee-breaks', value: 'N' },
    variable: 'CELLWRIGHT_COFFEE_BREAKS',
    inFile: true,
    isAnswered: true,
    change: { counts: 'at the next start' },
    page: { section: 'Queue', label: 'Coffee breaks', unit: 'a day', words: 'Trainers like them.' },
  },
} as const satisfies SettingTable;

const breaks = (commandLine: readonly string[], environment: Record<string, string>, file: object) => {
  const given = {
    arguments: parseArguments(commandLine, table),
    environment,
    file: { ...file },
    filePath: 'f',
  };
  const { inForce, stored, setBy } = resolveSettings(given, table);
  return [inForce.coffee_breaks, stored.coffee_breaks, setBy.coffee_breaks];
};

it('on the command line, in the environment and in the file', () => {
  const environment = { CELLWRIGHT_COFFEE_BREAKS: '4' };
  expect(breaks([], {}, {})).toEqual([2, 2, 'default']);
  expect(breaks([], {}, { coffee_breaks: 3 })).toEqual([3, 3, 'settings']);
  expect(breaks([], environment, { coffee_breaks: 3 })).toEqual([4, 3, 'environment']);
  expect(breaks(['--coffee-breaks=5'], environment, {})).toEqual([5, 2, 'argument']);
  expect(() => breaks(['--coffee-breaks', '10'], {}, {})).toThrow(
    '--coffee-breaks must be a whole number from 0 to 9, not "10"',
  );
  expect(() => parseArguments(['--coffee-breaks=5'])).toThrow(/--help lists the arguments/);
});

it('in what the API answers and takes, and in its document', () => {
  const answered = z.object(answeredShape(table));
  expect(answered.shape.coffee_breaks.parse(3)).toBe(3);
  expect(fieldSchema(answered)).toMatchObject({
    properties: {
      coffee_breaks: { type: 'integer', maximum: 9, description: 'Breaks that a trainer takes a day' },
    },
  });
  const change = z.strictObject(changeShape(table));
  expect(validateInput(change, { coffee_breaks: 3 })).toEqual({ ok: true, input: { coffee_breaks: 3 } });
  expect(validateInput(change, { coffee_breaks: 10, data_dir: '/' })).toMatchObject({
    ok: false,
    details: [
      { field: 'coffee_breaks', issue: 'must be at most 9' },
      { field: 'data_dir', issue: expect.stringMatching(/^unknown/) as string },
    ],
  });
});

it('in the help, on the page and in the README’s table', () => {
  expect(usageOf(table)).toContain('\n  --coffee-breaks N         breaks that a trainer takes a day (2)\n');
  expect(usageOf(table)).toMatch(/CELLWRIGHT_COFFEE_BREAKS[^]*coffee_breaks/);
  expect(settingRows('Queue', table).at(-1)).toEqual({
    name: 'coffee_breaks',
    label: 'Coffee breaks',
    unit: 'a day',
    words: 'Trainers like them. A change counts from the next start.',
  });
  expect(settingTable(table)).toContain(
    '| `--coffee-breaks` | `CELLWRIGHT_COFFEE_BREAKS` | `coffee_breaks` | breaks that a trainer takes a day | 2 |',
  );
});

it('the README has the table as the code makes it', async () => {
  const text = await readFile(join(repositoryRoot, 'README.md'), 'utf8');
  expect(text).toContain('<!-- table: settings,');
  expect(await fillTables(text)).toBe(text);
});
