import { mergeConfig } from 'vitest/config';
import everyday from '../vitest.config.js';

/** Clients that others wrote, against a server in a process of its own: needs `wbemcli` (Debian's sblim-wbemcli), `wsl` and `curl`. */
const config = mergeConfig(everyday, {});
config.test.include = ['test/clients/*.test.ts'];
config.test.exclude = [];

export default config;
