import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const source = ['packages/**/*.{ts,tsx}', 'e2e/**/*.ts', 'bench/**/*.ts', 'vitest.config.ts'];
const tests = ['**/*.test.{ts,tsx}', '**/test/**', 'e2e/**'];

/** A transaction holds a connection, and the embedded database has no other. */
const inTransaction = "CallExpression[callee.property.name='transaction'] :function";
const inTransactions = [
  {
    selector: `${inTransaction} MemberExpression[object.property.name='ports'][property.name='sql']`,
    message: 'Use the `sql` of the transaction: with any other, it would wait for itself.',
  },
  {
    selector: `${inTransaction} MemberExpression[object.property.name='blobs']`,
    message: 'Use blobs before or after the transaction: a store may be slow.',
  },
  {
    selector: `${inTransaction} CallExpression[callee.name=/^(hashPassword|isPasswordOf|checkClaim)$/]`,
    message: 'Hash passwords before the transaction: that is slow on purpose.',
  },
];

/** What is swallowed on purpose is logged with its reason (`log.swallowed`), or handed on. */
const silentCatches = [
  'CatchClause[param=null]',
  'CallExpression[callee.property.name="catch"] > ArrowFunctionExpression.arguments[params.length=0]',
  'CallExpression[callee.property.name="then"] > ArrowFunctionExpression.arguments:nth-child(2)[params.length=0]',
].map((selector) => ({ selector, message: 'A silent catch: log what is swallowed, with its reason.' }));

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', '**/test-results/', '**/.cache/', 'data/'] },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
    rules: { 'no-unused-vars': 'error', 'no-undef': 'error' },
  },
  { files: ['**/*.page.js'], languageOptions: { globals: globals.browser } },
  {
    files: source,
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // What is left out of a copy is named before the rest.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Ports are implemented asynchronously by some and at once by others.
      '@typescript-eslint/require-await': 'off',
      'max-lines': ['error', { max: 600 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['packages/workspace/src/**/*.ts', 'packages/server/src/**/*.ts'],
    ignores: tests,
    rules: { 'no-restricted-syntax': ['error', ...inTransactions] },
  },
  {
    files: tests,
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['bench/**', 'packages/*/scripts/**'], rules: { 'no-console': 'off' } },
  // A list of what is measured is as long as it is.
  { files: ['bench/worst/cases.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['packages/client/src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}', '**/testing/**'],
    rules: { 'no-restricted-syntax': ['error', ...silentCatches] },
  },
  {
    files: ['packages/client/**/*.tsx', 'packages/client/src/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
);
