import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { thirdPartyNotices } from './scripts/third-party-notices.mjs';

/**
 * Builds what runs in Node (both hosts and the processes they start; their dependencies stay outside the bundles)
 * and the interface, which carries everything it needs and works from any address.
 */
export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          headless: resolve('src/main/host/headless.ts'),
          trainer: resolve('src/trainer/index.ts'),
          'engine-thread': resolve('src/trainer/node-engine-thread.ts'),
          'team-thread': resolve('src/trainer/node-team-thread.ts'),
          'onnx-thread': resolve('src/predictor/onnx-thread.ts'),
          'backup-thread': resolve('src/main/store/backup-thread.ts'),
          predictor: resolve('src/predictor/predictor-process.ts'),
          importer: resolve('src/importer/importer-process.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed page loads its preload as one CommonJS file, without packages.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [react(), thirdPartyNotices(import.meta.dirname)],
    build: {
      outDir: resolve('out/renderer'),
      minify: true,
      // One page from this machine's own disk: splitting it would only cost requests.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: resolve('src/renderer/index.html') },
    },
  },
});
