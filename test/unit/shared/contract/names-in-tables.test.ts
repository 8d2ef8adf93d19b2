/** Names of methods and plans stand in their tables and rooms: whoever else needs to know a difference asks the table. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { methods } from '../../../../src/shared/contract/methods/index.ts';
import { severalRuns } from '../../../../src/shared/contract/run-plans/index.ts';
import { repositoryRoot } from '../../../support/program.ts';

const names = [...Object.keys(methods), ...Object.keys(severalRuns)];
const quoted = new RegExp(`['"\`](${names.join('|')})['"\`]`);
const rooms = [
  /^src\/shared\/contract\/(methods|run-plans)\//,
  /^src\/learning\/methods\//,
  /^src\/trainer\/runs\/plans\//,
  // What an engine has for one method alone, under the method's name.
  new RegExp(`^src/learning/engines/[a-z]+/(${Object.keys(methods).join('|')})-`),
  // Examples of the API document.
  /^src\/shared\/contract\/(examples\/|[a-z]+-operations\.ts$)/,
];

it('no other file of the program spells one out', () => {
  const files = globSync('src/**/*.{ts,tsx}', { cwd: repositoryRoot }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  const elsewhere = files.filter((path) => !rooms.some((room) => room.test(path)));
  expect(elsewhere.length).toBeGreaterThan(300);
  expect(elsewhere.filter((path) => quoted.test(readFileSync(join(repositoryRoot, path), 'utf8')))).toEqual(
    [],
  );
});
