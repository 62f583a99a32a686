import { mergeConfig } from 'vitest/config';
import everyday from '../vitest.config.js';

/** Pictures of the pages, for people to look at: no test, and none of CI's. They land in `test/browser/.screenshots`. */
const config = mergeConfig(everyday, {});
config.test.include = ['test/browser/screenshots.ts', 'test/browser/consoleScreenshots.ts'];
config.test.exclude = [];

export default config;
