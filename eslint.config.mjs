// One rule set for the whole repository. Layer rules live in .dependency-cruiser.mjs; here stands what an import graph cannot see.
// Limits and exemptions are explained in CONTRIBUTING.md; tests/layers proves that every house rule still fires.
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { houseRules } from './scripts/lint/house-rules.ts';

const code = ['**/*.{ts,tsx,mts,mjs}'];
const typed = ['{domain,workers,electron,renderer,scripts,bench,evaluation,simulator,tests}/**/*.{ts,tsx}'];
const toolConfigs = ['*.config.{ts,mts,mjs}', '.dependency-cruiser.mjs'];
const functionLength = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

const everywhere = {
  files: code,
  plugins: { house: { rules: houseRules } },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  rules: {
    eqeqeq: ['error', 'smart'],
    'max-lines': ['error', 400],
    'max-lines-per-function': functionLength(60),
    'no-console': 'error',
    'no-constant-condition': ['error', { checkLoops: false }],
    'no-empty': 'error',
    'no-eval': 'error',
    'no-implied-eval': 'error',
    'no-loss-of-precision': 'error',
    'no-new-func': 'error',
    'no-self-compare': 'error',
    'no-sparse-arrays': 'error',
    'no-template-curly-in-string': 'error',
    'no-unsafe-finally': 'error',
    'no-useless-catch': 'error',
    'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'not implemented'], location: 'anywhere' }],
    'object-shorthand': 'error',
    'house/described-suppressions': 'error',
    'house/kebab-case-file': 'error',
    'house/named-exports-only': 'error',
    'house/no-cast-of-outside-data': 'error',
    'house/no-double-cast': 'error',
    '@typescript-eslint/ban-ts-comment': [
      'error',
      {
        'ts-expect-error': 'allow-with-description',
        'ts-ignore': true,
        'ts-nocheck': true,
        minimumDescriptionLength: 10,
      },
    ],
    '@typescript-eslint/consistent-type-imports': [
      'error',
      { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
    ],
    // `{}` is the answer without content in domain/contracts.
    '@typescript-eslint/no-empty-object-type': ['error', { allowObjectTypes: 'always' }],
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-non-null-assertion': 'error',
    '@typescript-eslint/no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
    ],
  },
};

const domain = {
  files: ['domain/**/*.ts'],
  rules: {
    'max-lines-per-function': functionLength(40),
    'house/domain-no-async': 'error',
    'house/domain-no-class': 'error',
    'house/domain-no-clock': 'error',
    'house/domain-no-random': 'error',
    'house/domain-no-throw': 'error',
  },
};

const gates = [
  {
    files: ['{electron,workers,scripts,bench,evaluation,simulator}/**/*.ts'],
    ignores: ['electron/ipc/**', 'electron/preload/**'],
    rules: { 'house/ipc-main-gate': 'error', 'house/no-raw-web-contents-send': 'error' },
  },
  {
    files: ['{electron,workers,scripts,bench,evaluation,simulator}/**/*.ts'],
    ignores: ['workers/runtime/**'],
    rules: { 'house/parent-port-gate': 'error' },
  },
];

const renderer = [
  // A component's markup counts as function body: two screens of JSX read easier than five forced fragments.
  { files: ['renderer/**/*.tsx'], rules: { 'max-lines-per-function': functionLength(120) } },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
];

const exemptions = [
  // The one place where the impossible case of a switch throws.
  { files: ['domain/base/assert.ts'], rules: { 'house/domain-no-throw': 'off' } },
  // Tools load these by their default export.
  { files: toolConfigs, rules: { 'house/named-exports-only': 'off' } },
  // Programs for a terminal speak through it.
  { files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
  // A describe block is as long as its table, and a wrong cast or a null only fails the test that holds it.
  {
    files: ['tests/**'],
    rules: {
      'max-lines-per-function': 'off',
      'house/no-cast-of-outside-data': 'off',
      'house/no-double-cast': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
];

/** Needs the compiler's types: what happens to a promise, and whether a switch covers its union. */
const typeAware = {
  files: typed,
  languageOptions: { parserOptions: { projectService: true } },
  rules: {
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    '@typescript-eslint/only-throw-error': 'error',
    '@typescript-eslint/prefer-promise-reject-errors': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
};

export default [
  {
    ignores: [
      'node_modules/**',
      'dist/**',
      'release/**',
      'coverage/**',
      '.data/**',
      '.cache/**',
      'assets/**',
      'models/**',
    ],
  },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: config.files ?? code })),
  everywhere,
  domain,
  ...gates,
  ...renderer,
  typeAware,
  ...exemptions,
];
