/** The rows of the table on remembered mappings: which column is what, by the line of names. */
import { savedMappingExample as example } from './examples/import-examples.ts';
import * as mapping from './import-mapping.ts';
import type { Operation } from './operation.ts';
import { nothingSchema } from './system.ts';

export const mappingOperations = {
  'list-import-mappings': {
    kind: 'query',
    method: 'GET',
    path: '/import-mappings',
    tag: 'Batteries',
    status: 200,
    summary: 'The remembered mappings of columns, newest first',
    description:
      'Each item can be sent to another Cellwright with POST /import-mappings, without `id` and `updated_at`.',
    input: nothingSchema,
    output: mapping.savedMappingListSchema,
    fails: [],
    example: { input: {}, output: { items: [example] } },
  },
  'save-import-mapping': {
    kind: 'command',
    method: 'POST',
    path: '/import-mappings',
    tag: 'Batteries',
    status: 201,
    summary: 'Remember which column is what, for every file with these names',
    description:
      'Takes the place of one with the same name, and of one for the same names of columns. At most 200 are kept.',
    input: mapping.saveMappingSchema,
    output: mapping.savedMappingSchema,
    fails: ['CONFLICT'],
    example: {
      input: { name: example.name, header: example.header, mapping: example.mapping },
      output: example,
    },
  },
  'delete-import-mapping': {
    kind: 'command',
    method: 'DELETE',
    path: '/import-mappings/{mapping_id}',
    tag: 'Batteries',
    status: 204,
    summary: 'Forget a mapping',
    description: 'Cells that were imported with it stay as they are.',
    input: mapping.mappingIdSchema,
    output: null,
    fails: ['RESOURCE_NOT_FOUND'],
    example: { input: { mapping_id: 1 }, output: null },
  },
} as const satisfies Record<string, Operation>;
