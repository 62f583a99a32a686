import { mergeConfig } from 'vitest/config';
import everyday from '../vitest.config.js';

/** The packed tarball, as a user installs it: needs npm's registry or cache, and takes longer than everyday tests may. */
const config = mergeConfig(everyday, {});
config.test.include = ['test/package/*.test.ts'];
config.test.exclude = [];

export default config;
