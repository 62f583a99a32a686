import { defineConfig, mergeConfig } from 'vitest/config';
import everyday from './vitest.config.js';

/** Folders of many runs or of processes of their own. */
const folders = ['package', 'properties', 'conformance', 'cli', 'examples'].map((folder) => `test/${folder}/**`);
/** Files that make hundreds of arrays, or run every example that there is. */
const files = [
  'client/programs',
  'engine/allocation',
  'engine/history/checkpoint',
  'operations/applicableRows',
  'operations/precedence',
  'operations/untraced',
  'scenario/shipped',
  'store/fork',
  'store/table',
  'pages/snippets',
  'subjects/mutants',
  'tidy/docs',
].map((file) => `test/${file}.test.ts`);

/** The everyday tests without those that take long. */
export default mergeConfig(
  everyday,
  defineConfig({
    test: {
      exclude: [...folders, ...files],
    },
  }),
);
