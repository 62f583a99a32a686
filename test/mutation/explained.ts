import entries from './explained.json' with { type: 'json' };
import { type MadeMutant, shortened } from './mutant.js';

/** Why the suite need not find a mutant. Found again by texts, not by numbers: they stay when lines are moved. What is left out
 * may be anything: with `file` alone it is about all of the file.
 */
export interface Explained extends Partial<Key> {
  readonly file: string;
  /** In a sentence. */
  readonly because: string;
}

interface Key {
  readonly file: string;
  /** The text of the line of the source, without the blanks around it. */
  readonly lineText: string;
  readonly mutator: string;
  /** Both on one line, and cut where they are long. */
  readonly original: string;
  readonly replacement: string;
}

const explained: readonly Explained[] = entries;

/** What explains a mutant; undefined when nothing does. */
export function explanationOf(mutant: MadeMutant, among = explained): Explained | undefined {
  const key = keyOf(mutant);
  return among.find((one) => fits(one, key));
}

/** Explanations that explain none of these: the source is another one by now. */
export function staleAmong(mutants: readonly MadeMutant[], among = explained): Explained[] {
  const keys = mutants.map(keyOf);
  return among.filter((one) => !keys.some((key) => fits(one, key)));
}

/** What an explanation of the mutant begins with. */
export function keyOf({ file, lineText, mutator, original, replacement }: Key): Key {
  return { file, lineText, mutator, original: shortened(original), replacement: shortened(replacement) };
}

function fits({ because: _, ...wanted }: Explained, key: Key): boolean {
  return Object.entries({ ...key, ...wanted }).every(([name, value]) => key[name as keyof Key] === value); // a member of both
}
