import { mergeConfig } from 'vitest/config';
import everyday from '../vitest.config.js';

/** Pages in a browser: needs Debian's `chromium`, and the pages as `npm ci` builds them. */
const config = mergeConfig(everyday, {});
config.test.include = ['test/browser/*.test.ts'];
config.test.exclude = [];

export default config;
