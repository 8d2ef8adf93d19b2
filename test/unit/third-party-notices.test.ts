/** The notices as the build wrote them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { carriedPackages, packageOf } from '../../scripts/third-party-notices.mjs';
import { repositoryRoot } from '../support/program.ts';

const notices = readFileSync(join(repositoryRoot, 'out', 'renderer', 'third-party-notices.txt'), 'utf8');
const sections = notices.split(`${'='.repeat(80)}\n`).slice(1);
const titles = sections.filter((_part, index) => index % 2 === 0).map((title) => title.trim());
const texts = sections.filter((_part, index) => index % 2 === 1);

it('name everything that is installed with the program, each once', () => {
  const names = carriedPackages(repositoryRoot).map((folder) => folder.replace(/^.*node_modules\//, ''));
  expect(names.length).toBeGreaterThan(50);
  for (const name of names)
    expect(
      titles.some((title) => title.startsWith(`${name} `)),
      name,
    ).toBe(true);
  expect(new Set(titles).size).toBe(titles.length);
});

it.each(['react', 'react-dom', '@mantine/core', 'chart.js', 'zustand', 'assemblyscript'])(
  'name %s, which went into the interface or the kernels',
  (name) => {
    expect(titles.some((title) => title.startsWith(`${name} `))).toBe(true);
  },
);

it('carry the words of each licence, and no licence that asks for more than words', () => {
  const wordless = titles.filter((_title, index) => (texts[index] ?? '').trim().length < 200);
  expect(wordless).toEqual([]);
  expect(titles.filter((title) => /\b(A?GPL|SSPL|UNLICENSED)\b/.test(title.replace(/LGPL/g, '')))).toEqual(
    [],
  );
});

it('find the package of a module, also of one inside another', () => {
  expect(packageOf('/home/lab/node_modules/@mantine/core/esm/index.mjs')).toEqual([
    'node_modules/@mantine/core',
  ]);
  expect(packageOf('C:\\lab\\node_modules\\a\\node_modules\\b\\index.js')).toEqual([
    'node_modules/a/node_modules/b',
  ]);
  expect(packageOf('/home/lab/src/renderer/src/main.tsx')).toEqual([]);
});
