import type { Driver } from '../../../src/conformance/subject/driver.js';
import type { Query } from '../../../src/conformance/subject/observations.js';

/** The same array behind a provider that keeps each list for a while: what it shows may be so old. */
export function cached(driver: Driver, staleForMs: number): Driver {
  const kept = new Map<Query['kind'], { readonly atMs: number; readonly answer: readonly { readonly id: string }[] }>();
  const list = async (kind: 'volumes' | 'pools' | 'jobs') => {
    const nowMs = (await driver.observe({ kind: 'now' })) ?? 0;
    const known = kept.get(kind);
    if (known !== undefined && nowMs - known.atMs < staleForMs) return known.answer;
    // Its kind says what it holds.
    const answer = (await driver.observe({ kind })) as readonly { readonly id: string }[];
    kept.set(kind, { atMs: nowMs, answer });
    return answer;
  };
  const { advance, act, overlap } = driver;
  const slow = {
    ...driver,
    reset: async (tier) => {
      kept.clear();
      await driver.reset(tier);
    },
    observe: async (query) => {
      if (query.kind === 'now' || query.kind === 'contents') return driver.observe(query);
      if (!('id' in query)) return list(query.kind);
      const all = await list(query.kind === 'volume' ? 'volumes' : 'jobs');
      return all.find(({ id }) => id === query.id) ?? null;
    },
  } as Driver; // each query has the answer of its kind
  if (advance !== undefined) slow.advance = advance;
  if (act !== undefined) slow.act = act;
  if (overlap !== undefined) slow.overlap = overlap;
  return slow;
}
