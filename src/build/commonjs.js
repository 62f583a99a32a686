import library, { entries, modules } from './bundles.js';

/** The library once more, for those who load it with `require`, such as Jest. */
export default {
  ...modules,
  input: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
  output: {
    ...library.output,
    dir: 'dist/cjs',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'common/[name].cjs',
  },
};
