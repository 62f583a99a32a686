/** What `reset` is to set up. Names are the driver's own, and so are sizes, but for what is said here. The same tier is set up the same
 * way each time: runs are done again by the names of what is there.
 *
 * - `roomy`: a pool with room for ten clones of each of its volumes, at least three volumes of different sizes, none of them a
 *   clone; where the subject has them, also a second pool, a primordial pool, a pool of the peer system and a snapshot.
 * - `tight`: as `roomy`, with room in the first pool for exactly two clones of its smallest volume.
 * - `limits`: as `roomy`, with limits that a few clones reach: see `limits` of `capabilities()`.
 * - `doubled`: as `tight`, with everything twice as large, extents included.
 */
export type Tier = (typeof tiers)[number];
export const tiers = ['roomy', 'tight', 'limits', 'doubled'] as const;

/** The tier that is wanted, or, where the subject does not know it, the usual one. */
export function tierOf({ tiers: known }: { readonly tiers: readonly Tier[] }, wanted: Tier = 'roomy'): Tier {
  return [wanted, 'roomy' as const].find((tier) => known.includes(tier)) ?? known[0] ?? 'roomy';
}
