/** What two moments of an array, or two forks of it, do not have in common. Elements are as they are, past all faults of reads. */
export interface ArrayDifference {
  /** Each element that differs, with what of it does; the system itself first, then in the order of `before`. */
  readonly elements: readonly ElementDifference[];
  /** As immer has them: `applyPatches(difference.before, difference.patches)` is `difference.after`. */
  readonly patches: readonly Patch[];
  /** The way back. */
  readonly inversePatches: readonly Patch[];
  /** The elements that differ, as they were. */
  readonly before: PicturedArray;
  /** The same elements, as they have become. */
  readonly after: PicturedArray;
  /** All of it for people, a line for each element and field; '' where nothing differs. */
  readonly text: string;
}

/** Kinds of elements that differ: the system as a whole, its pools and so on. */
export const elementKinds = ['system', 'pool', 'drive', 'volume', 'synchronization', 'job'] as const;

/** One of them. */
export type ElementKind = (typeof elementKinds)[number];

/** One element that differs. */
export interface ElementDifference {
  /** What it is. */
  readonly kind: ElementKind;
  /** What it is known by; 'system' for the system. */
  readonly id: string;
  /** Its name, or what it is called otherwise: a synchronization by its two volumes. */
  readonly name: string;
  /** Whether it was not there before, is no longer there, or is another than it was. */
  readonly change: 'added' | 'removed' | 'changed';
  /** What of it differs; all that it has where it was added or removed. */
  readonly fields: readonly FieldDifference[];
}

/** One field of an element that differs. */
export interface FieldDifference {
  /** Its name; `limits.sessions` is a part of `limits`. */
  readonly field: string;
  /** What it was; undefined where there was none. */
  readonly from: unknown;
  /** What it has become; undefined where there is none any more. */
  readonly to: unknown;
}

/** A change of plain data, in the form of immer and of RFC 6902. */
export interface Patch {
  /** What is done. */
  readonly op: 'add' | 'remove' | 'replace';
  /** Where: kind, id, field. */
  readonly path: readonly (string | number)[];
  /** What is there from then on. */
  readonly value?: unknown;
}

/** Elements by kind and id, as the array's reads show them; of a volume's synchronization the id alone. */
export type PicturedArray = { readonly [Kind in ElementKind]: Readonly<Record<string, Fields>> };

/** What an element has, by name. */
export type Fields = Readonly<Record<string, unknown>>;
