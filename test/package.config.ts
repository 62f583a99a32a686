import { defineConfig } from 'vitest/config';
import everyday from './vitest.config.js';

/** `npm run test:package`: packs the tarball, installs it elsewhere and uses it as anyone would. */
export default defineConfig({ test: { ...everyday.test, include: ['test/package/**/*.test.ts'], exclude: [] } });
