import sortedBTree from 'sorted-btree';

/** A copy-on-write B+ tree, ordered by its keys: the package's default export. It is a CommonJS package that marks itself as an ES
 * module: Node wraps what it exports once more, and what turns ES modules into CommonJS does not.
 */
export const SortedTree = sortedBTree.default ?? sortedBTree;

/** The type of one. */
export type SortedTree<Key, Value> = sortedBTree.default<Key, Value>;
