import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Rules in words: CONTRIBUTING.md. A limit is raised only in a decision record. */
export default tseslint.config(
  { ignores: ['**/out/', 'node_modules/', 'dist/', 'src/kernels/', 'bench/kernels/', '**/*.cjs'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 40, skipComments: true, skipBlankLines: true }],
      'max-params': ['error', 4],
      'max-depth': ['error', 4],
      complexity: ['error', 10],
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        {
          paths: ['node:fs', 'node:fs/promises'].map((name) => ({
            name,
            importNames: ['rename', 'renameSync'],
            message: 'Windows may refuse it for a moment: use src/disk/move-file.ts.',
          })),
        },
      ],
      'prefer-const': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // The inner loops of linear algebra take a handful of buffers and sizes; naming them beats packing them.
    files: ['src/learning/**/*.ts'],
    rules: { 'max-params': ['error', 8] },
  },
  {
    // A view is mostly what it draws.
    files: ['src/renderer/**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 80, skipComments: true, skipBlankLines: true }] },
  },
  {
    // Here the move is made; the log, which every line would wait for, goes on in its old file instead.
    files: ['src/disk/*.ts', 'src/main/host/log-file.ts', 'test/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 500 }],
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Vitest's asymmetric matchers are typed any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        performance: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        AbortController: 'readonly',
        WebSocket: 'readonly',
      },
    },
  },
  prettier,
);
