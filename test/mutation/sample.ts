import { draw } from '../../src/determinism/random.js';

/** Draws some of a list, each as likely as any other, the same for the same seed; all where it has no more. */
export function sample<Item>(items: readonly Item[], count: number, seed: number): Item[] {
  const rest = [...items];
  const drawn: Item[] = [];
  while (drawn.length < count && rest.length > 0) {
    const at = Math.floor((draw(seed, 'mutants', drawn.length) / 2 ** 32) * rest.length);
    drawn.push(...rest.splice(at, 1));
  }
  return drawn;
}
