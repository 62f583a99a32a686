import { mergeConfig } from 'vitest/config';
import everyday from '../vitest.config.js';

/** Clients that others wrote, against a server in a process of its own: needs `wbemcli` (Debian's sblim-wbemcli), `wsl` and `curl`. */
const config = mergeConfig(everyday, {});
config.test.include = ['test/clients/*.test.ts'];
config.test.exclude = [];
// What a file has started ends with it: modules that several files share would end it with the first.
config.test.isolate = true;

export default config;
