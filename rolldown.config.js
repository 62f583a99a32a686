import { readFileSync } from 'node:fs';

/** The library once more, for those who load it with `require`, such as Jest: CommonJS, with the one package in it that has no
 * CommonJS of its own.
 */
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

export default {
  input: {
    index: 'dist/index.js',
    conformance: 'dist/conformance.js',
    'client/index': 'dist/client/index.js',
    'testing/index': 'dist/testing/index.js',
    'testing/arbitraries': 'dist/testing/arbitraries.js',
  },
  external: Object.keys(dependencies).filter((name) => name !== 'nanoid'),
  platform: 'node',
  plugins: [
    {
      name: 'types of CommonJS',
      /** The declarations beside are those of CommonJS, too. */
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
      },
    },
  ],
  output: {
    dir: 'dist/cjs',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'common/[name].cjs',
  },
};
