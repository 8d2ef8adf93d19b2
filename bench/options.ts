/** The command line of the benchmark. */
import { parseArgs } from 'node:util';
import { z } from 'zod';

const sections = [
  'kernels',
  'engine',
  'server',
  'learning',
  'big',
  'import',
  'files',
  'results',
  'coverage',
  'runs',
  'all',
] as const;
export type Section = (typeof sections)[number];

export const usage = `npm run bench -- [options]
  --json           one line of JSON with the standard shapes, milliseconds a step; nothing else on standard output
  --threads N      threads of Cellwright's engine (1); what it is compared with always has one
  --only SECTION   ${sections.join(', ')}; all (the default) is kernels, engine and server
  --python FILE    a Python with PyTorch, JAX or both, for runs; with pandas, openpyxl, NewareNDA and galvani, for files
  --data DIR       folder with xjtu/*.csv, for learning, big, results and coverage (../shared/data)`;

const optionsSchema = z.object({
  json: z.boolean().default(false),
  threads: z.coerce.number().int().min(1).max(64).default(1),
  only: z.enum(sections).default('all'),
  data: z.string().default('../shared/data'),
  python: z.string().optional(),
  help: z.boolean().default(false),
});
export type Options = z.infer<typeof optionsSchema>;

/** Throws with a sentence where an option is unknown or its value is none. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean' },
      threads: { type: 'string' },
      only: { type: 'string' },
      data: { type: 'string' },
      python: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const parsed = optionsSchema.safeParse(values);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return parsed.data;
}
