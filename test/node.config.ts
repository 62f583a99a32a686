import { mergeConfig } from 'vitest/config';
import { long } from './quick.config.js';
import everyday from './vitest.config.js';

/** What may differ from one release of Node to the next: the quick tests, and the program. */
const config = mergeConfig(everyday, {});
config.test.exclude = [...config.test.exclude, ...long];

export default config;
