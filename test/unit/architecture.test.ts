import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../support/program.ts';

describe('the documents name what is there', () => {
  it.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('every path in %s exists', (document) => {
    const text = readFileSync(join(repositoryRoot, document), 'utf8');
    const paths = [...text.matchAll(/`((?:src|scripts|docs|test|bench)\/[\w./-]+)`/g)].map(
      ([, path]) => path ?? '',
    );
    expect(paths.length).toBeGreaterThan(3);
    expect(paths.filter((path) => !existsSync(join(repositoryRoot, path)))).toEqual([]);
  });

  it('every file that the README links to exists', () => {
    const text = readFileSync(join(repositoryRoot, 'README.md'), 'utf8');
    const links = [...text.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, path]) => path ?? '');
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((path) => !existsSync(join(repositoryRoot, path)))).toEqual([]);
  });
});
