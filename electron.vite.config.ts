import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';

/** Builds what runs in Node: the headless host and the processes it forks. Dependencies stay outside the bundles. */
export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          headless: resolve('src/main/headless/index.ts'),
          trainer: resolve('src/trainer/index.ts'),
          importer: resolve('src/main/batteries/importer-process.ts'),
        },
      },
    },
  },
});
