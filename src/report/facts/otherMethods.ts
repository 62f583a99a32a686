import { type DocumentedMethod, documentedMethods } from '../../vocabulary/methods/documented.js';

/** What a number means to other methods than the one that was asked about. */
export interface OtherMethods {
  /** The documents' words. */
  readonly label: string;
  /** As `arraysim explain` takes them: 'CreateSnapshot', 'Pool.Delete'. */
  readonly methods: readonly string[];
}

/** The meanings of a number for all methods but these, those of the most methods first. Ranges such as 'Vendor Specific' are
 * left out: they say nothing about a number.
 */
export function otherMethods(code: number, but: readonly DocumentedMethod[]): OtherMethods[] {
  const byLabel = new Map<string, string[]>();
  for (const method of documentedMethods()) {
    const found = but.includes(method) ? undefined : method.codes.find((one) => one.code === code);
    if (found === undefined) continue;
    byLabel.set(found.label, [...(byLabel.get(found.label) ?? []), method.short]);
  }
  return [...byLabel]
    .map(([label, those]) => ({ label, methods: those }))
    .sort((left, right) => right.methods.length - left.methods.length);
}
