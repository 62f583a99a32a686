import type { Run } from '../run/run.js';

/** How often the one fault of a plan has fired. */
export async function firings(run: Run): Promise<number> {
  return (await run.driver.fired?.())?.fault ?? 0;
}
