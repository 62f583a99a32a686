import type { Rehearsal } from '../run/rehearsal.js';

/** How often the one fault of a plan has fired. */
export async function firings(run: Rehearsal): Promise<number> {
  return (await run.driver.fired?.())?.fault ?? 0;
}
