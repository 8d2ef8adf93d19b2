import { registerHooks } from 'node:module';
const target = new URL('./electron.cjs', import.meta.url).href;
registerHooks({
  resolve: (s, ctx, next) =>
    s === 'electron' || s === 'electron/main'
      ? { url: target, format: 'commonjs', shortCircuit: true }
      : next(s, ctx),
});
