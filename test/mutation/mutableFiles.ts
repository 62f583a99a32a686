/** The folders that make up the array. */
export const folders = ['determinism', 'lifecycle', 'faults', 'store', 'operations', 'engine', 'vocabulary'] as const;

/** Of the vocabulary, what is behaviour: the rest is words, and what a profile or a method is said to be. */
const behaviourInVocabulary = [
  'units/',
  'input/arguments.js',
  'methods/codes.js',
  'methods/names.js',
  'methods/parameters.js',
  'methods/parts.js',
  'profile/capabilities.js',
  'replication.js',
  'steps.js',
  'versions.js',
];

/** What makes texts for people alone, and the library of plans, which the suite does not take. */
const texts = [
  'lifecycle/chartText.js',
  'faults/effectText.js',
  'faults/firingText.js',
  'faults/library.js',
  'faults/missed.js',
  'faults/nearMiss.js',
  'faults/planJsonSchema.js',
];

/** Whether mutants are made of a compiled file.
 * @param path from src on: 'engine/jobs/end.js'
 */
export function isMutable(path: string): boolean {
  if (!path.endsWith('.js') || texts.includes(path)) return false;
  if (path.startsWith('vocabulary/'))
    return behaviourInVocabulary.some((part) => path.startsWith(`vocabulary/${part}`));
  return folders.some((folder) => path.startsWith(`${folder}/`));
}

/** Members of rows and tables whose values are texts for people. */
const textMembers = ['message', 'because', 'expected', 'sentence', 'description'];

/** The part of a syntax tree's path that is looked at. */
interface SyntaxPath {
  readonly node: {
    readonly type: string;
    readonly callee?: { readonly name?: string };
    readonly key?: { readonly name?: string };
  };
}

/** Says of parts of a program that they make no difference but in a text. */
export const textIgnorer = {
  shouldIgnore(path: object): string | undefined {
    const { type, callee, key } = (path as SyntaxPath).node; // as the instrumenter's parser makes them
    if (type === 'ThrowStatement') return 'what is thrown is a text';
    if (type === 'CallExpression' && callee?.name === 'badInput') return 'what is thrown is a text';
    if ((type === 'ObjectProperty' || type === 'ObjectMethod') && textMembers.includes(key?.name ?? ''))
      return 'it is a text';
    return undefined;
  },
};
