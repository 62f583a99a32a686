import { mergeConfig } from 'vitest/config';
import everyday from './vitest.config.js';
import { yardstick } from './yardstick.js';

/** What the conformance suite is worth: see there. */
const config = mergeConfig(everyday, {});
config.test.include = [...yardstick];
config.test.exclude = [];

export default config;
