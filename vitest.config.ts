import { defineConfig } from 'vitest/config';
import { withinMs } from './test/support/time-factor.ts';

export default defineConfig({
  test: {
    include: ['test/{unit,contract,process,ui,desktop}/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: withinMs(30_000),
    hookTimeout: withinMs(60_000),
    expect: { poll: { timeout: withinMs(1000) } },
    reporters: [['default', { summary: false }], './test/support/closing-line-reporter.ts'],
  },
});
