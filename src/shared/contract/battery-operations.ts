/** The rows of the table on batteries: the cells to train on, with their cycles. */
import * as battery from './battery.ts';
import * as example from './examples/battery-examples.ts';
import { previewExample } from './examples/import-examples.ts';
import { importPreviewSchema } from './import-preview.ts';
import { failsOfProcesses, type Operation } from './operation.ts';
import { nothingSchema } from './system.ts';

export const batteryOperations = {
  'list-batteries': {
    kind: 'query',
    method: 'GET',
    path: '/batteries',
    tag: 'Batteries',
    status: 200,
    summary: 'List batteries, newest first',
    description:
      'A page of all of them, or of those of a manufacturer, a chemistry, or with a text in their name.',
    input: battery.listBatteriesSchema,
    output: battery.batteryListSchema,
    fails: [],
    example: { input: { page: 1, page_size: 20, chemistry: 'NMC' }, output: example.batteryListExample },
  },
  'import-battery': {
    kind: 'command',
    changes: ['batteries'],
    method: 'POST',
    path: '/batteries',
    tag: 'Batteries',
    status: 201,
    summary: 'Import a data file; one file may hold several cells',
    description:
      'A table of cycles or a cycler’s samples, as text, as a workbook or in another format that is read, told apart by content. What was assumed, repaired ' +
      'or left out stands in `notes` and `quality`. Several cells are answered as `{ items }`. A file that cannot be read is ' +
      'answered with what was expected and what was found, and nothing is stored.',
    input: battery.importBatterySchema,
    output: battery.batterySchema.or(battery.batteryItemsSchema),
    fails: ['INVALID_FILE_FORMAT', ...failsOfProcesses],
    refusal: 'The file cannot be imported',
    example: {
      input: {
        file: { path: '/tmp/my-cell.csv', filename: 'my-cell.csv' },
        nominal_capacity: 2,
        chemistry: 'NMC',
      },
      output: example.batteryExample,
    },
    transfer: 'multipart',
  },
  'preview-import': {
    kind: 'command',
    method: 'POST',
    path: '/batteries/preview',
    tag: 'Batteries',
    status: 200,
    summary: 'What an import would make of a file; nothing is stored',
    description:
      'Takes the fields of POST /batteries and answers the columns with their roles, the first rows, and each cell with its ' +
      'fade and report. Where the names do not say enough, `refused` says why, and another `mapping` can be tried. A file ' +
      'without any table to choose columns from is a 400.',
    input: battery.importBatterySchema,
    output: importPreviewSchema,
    fails: ['INVALID_FILE_FORMAT', ...failsOfProcesses],
    refusal: 'The file cannot be previewed',
    example: {
      input: {
        file: { path: '/tmp/my-cell.csv', filename: 'my-cell.csv' },
        mapping: { columns: { capacity: { column: 'Q', unit: 'mAh' } } },
      },
      output: previewExample,
    },
    transfer: 'multipart',
  },
  'create-sample-batteries': {
    kind: 'command',
    changes: ['batteries'],
    method: 'POST',
    path: '/batteries/samples',
    tag: 'Batteries',
    status: 201,
    summary: 'Add the built-in simulated sample cells',
    description: 'For trying things out without data. They say everywhere that they are simulated.',
    input: nothingSchema,
    output: battery.batteryItemsSchema,
    fails: failsOfProcesses,
    example: {
      input: {},
      output: { items: [{ ...example.batteryExample, simulated: true, name: 'Simulated cell A' }] },
    },
  },
  'get-battery': {
    kind: 'query',
    method: 'GET',
    path: '/batteries/{battery_id}',
    tag: 'Batteries',
    status: 200,
    summary: 'One battery',
    description: 'Its facts and the report of its import; its cycles are a call of their own.',
    input: battery.batteryIdSchema,
    output: battery.batterySchema,
    fails: ['RESOURCE_NOT_FOUND'],
    example: { input: { battery_id: 7 }, output: example.batteryExample },
  },
  'update-battery': {
    kind: 'command',
    changes: ['batteries', 'models'],
    method: 'PATCH',
    path: '/batteries/{battery_id}',
    tag: 'Batteries',
    status: 200,
    summary: 'Change a battery’s facts; capacity and end of life recompute SoH, RUL and the report',
    description: 'Fields that are left out stay as they are; models that were trained already do, too.',
    input: battery.updateBatterySchema,
    output: battery.batterySchema,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT', ...failsOfProcesses],
    example: { input: { battery_id: 7, chemistry: 'NMC', end_of_life: 0.8 }, output: example.batteryExample },
  },
  'update-batteries': {
    kind: 'command',
    changes: ['batteries'],
    method: 'PATCH',
    path: '/batteries',
    tag: 'Batteries',
    status: 200,
    summary: 'Change the same facts of many batteries, all or none',
    description: 'As for one of them. Up to 100 at once; an unknown id changes none.',
    input: battery.updateBatteriesSchema,
    output: battery.batteryItemsSchema,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT', ...failsOfProcesses],
    example: {
      input: { battery_ids: [7, 8], nominal_capacity: 2, end_of_life: 0.8 },
      output: {
        items: [example.batteryExample, { ...example.batteryExample, id: 8, name: 'my-other-cell' }],
      },
    },
  },
  'delete-battery': {
    kind: 'command',
    changes: ['batteries'],
    method: 'DELETE',
    path: '/batteries/{battery_id}',
    tag: 'Batteries',
    status: 204,
    summary: 'Delete a battery that no queued or running job needs',
    description: 'Models that were trained on it stay; while a job needs it, it stays as well (409).',
    input: battery.batteryIdSchema,
    output: null,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    example: { input: { battery_id: 7 }, output: null },
  },
  'list-battery-cycles': {
    kind: 'query',
    method: 'GET',
    path: '/batteries/{battery_id}/cycles',
    tag: 'Batteries',
    status: 200,
    summary: 'Cycles of a battery, in the order they were run',
    description: 'Each with its labels, features and, where the file brought them, its curves.',
    input: battery.listBatteryCyclesSchema,
    output: battery.batteryCycleListSchema,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    example: { input: { battery_id: 7, page: 1, page_size: 1 }, output: example.cycleListExample },
    transfer: 'slices',
  },
} as const satisfies Record<string, Operation>;
