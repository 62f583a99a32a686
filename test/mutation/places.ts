import { fileURLToPath } from 'node:url';

/** The folder of what is compiled: this file is in it, too, when it runs. */
const compiled = new URL('../../', import.meta.url);

/** The suite and the healthy array. */
export const healthyFolder = fileURLToPath(new URL('src/', compiled));
/** The array in which one mutant may be switched on. */
export const mutatedFolder = fileURLToPath(new URL('mutated/', compiled));
/** The healthy array, which counts how often each mutant would have been asked for. */
export const countingFolder = fileURLToPath(new URL('counting/', compiled));
/** What earlier runs have found out about the same sources. */
export const cacheFolder = fileURLToPath(new URL('cache/', compiled));
/** The sources themselves. */
export const sourceFolder = fileURLToPath(new URL('../../../src/', compiled));
