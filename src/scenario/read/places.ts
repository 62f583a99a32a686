import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';

/** Where something stands in a text, both from 1 on. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds where the fields of a YAML document stand: a member at its key, an item at its beginning. What is not there is looked for
 * in what holds it.
 */
export class Places {
  constructor(
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
  ) {}

  /** @param field as messages name it: `steps[2].expect.code`, `steps[0].expect.reads['0 B']`
   * @returns null for what is of the document as a whole, such as a member that it lacks
   */
  of(field: string): Place | null {
    let node: Node | null | undefined = this.document.contents;
    let offset: number | null = null;
    for (const part of partsOf(field)) {
      if (isAlias(node)) node = node.resolve(this.document);
      const found = memberOf(node, part);
      if (found === undefined) break;
      offset = found.offset;
      node = found.node;
    }
    if (offset === null) return null;
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }
}

function memberOf(node: unknown, part: string): { readonly offset: number; readonly node: Node | null } | undefined {
  if (isSeq<Node>(node)) {
    const item = /^\d+$/.test(part) ? node.items[Number(part)] : undefined;
    return item?.range == null ? undefined : { offset: item.range[0], node: item };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
  return pair?.key.range == null ? undefined : { offset: pair.key.range[0], node: pair.value };
}

/** The keys and numbers of a path. */
function partsOf(field: string): string[] {
  return [...field.matchAll(/\['(.*?)'\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, name, index, key]) => name ?? index ?? key ?? '',
  );
}
