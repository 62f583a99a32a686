import { defineConfig, mergeConfig } from 'vitest/config';
import everyday from './vitest.config.js';

/** Folders of many runs. */
const folders = ['package', 'properties', 'conformance', 'examples', 'explore'].map((folder) => `test/${folder}/**`);
/** The folder of processes of their own. */
const program = 'test/cli/**';
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

/** What takes long for what it says, and not because it starts the program. */
export const long: readonly string[] = [...folders, ...files];

/** The everyday tests without those that take long. */
export default mergeConfig(
  everyday,
  defineConfig({
    test: {
      exclude: [...long, program],
    },
  }),
);
