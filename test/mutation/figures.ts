import type { Judged } from './mutant.js';

/** How many of the judged came to what. */
export interface Figures {
  readonly sampled: number;
  readonly killed: number;
  /** Those that never came to an end among them. */
  readonly crashed: number;
  /** Nothing is broken, and the suite can't say that it conforms. */
  readonly inconclusive: number;
  readonly notReached: number;
  /** And not explained. */
  readonly survived: number;
  readonly explained: number;
  /** killed / (killed + survived): of those that a client can tell by an answer, how many the suite did. Null where there are none. */
  readonly share: number | null;
}

export function figuresOf(judged: readonly Judged[]): Figures {
  const count = (...kinds: readonly Judged['outcome']['kind'][]) =>
    judged.filter(({ outcome }) => kinds.includes(outcome.kind)).length;
  const killed = count('killed');
  const survived = count('survived');
  return {
    sampled: judged.length,
    killed,
    crashed: count('crashed', 'hung'),
    inconclusive: count('inconclusive'),
    notReached: count('notReached'),
    survived,
    explained: count('explained'),
    share: killed + survived === 0 ? null : killed / (killed + survived),
  };
}

/** By folder, in their order; folders of which nothing was drawn are left out. */
export function figuresByFolder(
  judged: readonly Judged[],
  folders: readonly string[],
): (Figures & { folder: string })[] {
  return folders.flatMap((folder) => {
    const inside = judged.filter(({ mutant }) => mutant.folder === folder);
    return inside.length === 0 ? [] : [{ folder, ...figuresOf(inside) }];
  });
}

/** How many each property killed first, the most first. */
export function killsByProperty(judged: readonly Judged[]): (readonly [property: string, kills: number])[] {
  const kills = new Map<string, number>();
  for (const { outcome } of judged)
    if (outcome.kind === 'killed') kills.set(outcome.by, (kills.get(outcome.by) ?? 0) + 1);
  return [...kills].sort(([, one], [, other]) => other - one);
}

/** Between which shares the truth lies, 19 times of 20.
 * @see Wilson, "Probable inference, the law of succession, and statistical inference", 1927
 */
export function intervalOf(hits: number, of: number): readonly [least: number, most: number] {
  if (of === 0) return [0, 1];
  const z = 1.96;
  const share = hits / of;
  const middle = share + z ** 2 / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  const whole = 1 + z ** 2 / of;
  return [Math.max(0, (middle - half) / whole), Math.min(1, (middle + half) / whole)];
}
