/** The host's view of the kernels' records is the compiler's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from 'assemblyscript/asc';
import { expect, it } from 'vitest';
import { kernelRecordsText } from '../../../../../scripts/kernel-records.mjs';
import { kernelRecords } from '../../../../../src/learning/engines/wasm/kernel-records.ts';
import { planMemory } from '../../../../../src/learning/engines/wasm/memory-plan.ts';
import { fieldAddress, recordAt, writeFields } from '../../../../../src/learning/engines/wasm/records.ts';
import { createMemory, webAssembly } from '../../../../../src/learning/engines/wasm/web-assembly.ts';
import { repositoryRoot } from '../../../../support/program.ts';

const kernels = join(repositoryRoot, 'src', 'kernels');
const generated = join(repositoryRoot, 'src', 'learning', 'engines', 'wasm', 'kernel-records.ts');

it('is generated from the classes as they are', () => {
  expect(readFileSync(generated, 'utf8')).toBe(kernelRecordsText(kernels));
});

it('has every field where the compiler puts it', async () => {
  const fields = Object.entries(kernelRecords).flatMap(([record, { fields: ofRecord }]) =>
    Object.entries(ofRecord).map(([field, { offset }]) => ({ record, field, offset })),
  );
  const offsets = await compiledOffsets(fields);
  expect(fields.length).toBeGreaterThan(80);
  for (const { record, field, offset } of fields) {
    expect(offsets[`${record}_${field}`]?.(), `${record}.${field}`).toBe(offset);
  }
});

it('is written by name, other fields left alone', () => {
  const memory = planMemory();
  const record = memory.record('Adam', { parameters: 4096, bytes: 32, beta1Power: 1 });
  const { buffer } = createMemory(memory.byteLength);
  memory.writeRecords(buffer);
  writeFields(buffer, 'Adam', record, { learningRate: 0.25 });
  const doubles = new Float64Array(buffer, record + 8, 3);
  expect([...new Uint32Array(buffer, record, 2), ...doubles]).toEqual([4096, 32, 1, 0, 0.25]);
  expect(fieldAddress('Adam', record, 'learningRate')).toBe(record + 24);
});

it('does not compile with a field that is missing, unknown or of another class', () => {
  const memory = planMemory();
  const { buffer } = createMemory(memory.byteLength);
  const data = recordAt<'DataSet'>(0);
  // @ts-expect-error `bytes` is missing
  memory.record('Adam', { parameters: 0 });
  // @ts-expect-error the class Adam has no field `momentum`
  expect(() => writeFields(buffer, 'Adam', recordAt<'Adam'>(0), { momentum: 1 })).toThrow(
    'no field momentum',
  );
  // @ts-expect-error a data set is no optimiser
  fieldAddress('Adam', data, 'bytes');
});

interface FieldOfRecord {
  readonly record: string;
  readonly field: string;
}

/** By `<record>_<field>`, as a small program of AssemblyScript says it. */
async function compiledOffsets(
  fields: readonly FieldOfRecord[],
): Promise<Readonly<Record<string, () => number>>> {
  const files = kernelFilesByClass();
  const imports = [...new Set(fields.map(({ record }) => record))].map(
    (record) => `import { ${record} } from './${files.get(record) ?? ''}';`,
  );
  const functions = fields.map(
    ({ record, field }) =>
      `export function ${record}_${field}(): i32 { return i32(offsetof<${record}>('${field}')); }`,
  );
  const source = [...imports, ...functions].join('\n');
  let binary: Uint8Array | undefined;
  const { error } = await main(
    [
      'offsets.ts',
      '--outFile',
      'offsets.wasm',
      '--runtime',
      'stub',
      '--use',
      'abort=',
      '--enable',
      'simd,threads',
    ],
    {
      readFile: (name) => (name === 'offsets.ts' ? source : readKernel(name)),
      writeFile: (_name, contents) => void (binary = contents as Uint8Array),
      listFiles: () => [],
    },
  );
  if (error || !binary) throw error ?? new Error('the compiler wrote nothing');
  const { exports } = await webAssembly.instantiate(await webAssembly.compile(binary), {});
  return exports as Readonly<Record<string, () => number>>;
}

function readKernel(name: string): string | null {
  try {
    return readFileSync(join(kernels, name), 'utf8');
  } catch {
    return null;
  }
}

function kernelFilesByClass(): ReadonlyMap<string, string> {
  const names = [
    ...['adam', 'baseline', 'bilstm', 'data-set', 'deephpm', 'dense', 'helper', 'input-derivatives'],
    ...['lstm', 'perceptron'],
  ];
  return new Map(
    names.map((name) => [/export class (\w+)/.exec(readKernel(`${name}.ts`) ?? '')?.[1] ?? '', name]),
  );
}
