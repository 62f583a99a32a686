import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type Scalar } from 'yaml';

/** Where something stands in a text, both from 1 on. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds where the fields of a YAML document stand: a member at its key, an item at its beginning, a line of a text at its own. What is
 * not there is looked for in what holds it.
 */
export class Places {
  constructor(
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
    private readonly text: string,
  ) {}

  /** @param field as messages name it: `steps[2].expect.code`, `steps[0].expect.reads['0 B']`
   * @returns null for what is of the document as a whole, such as a member that it lacks
   */
  of(field: string): Place | null {
    const [, text = field, line] = /^(|.*(?:faults|addFault)) line (\d+)\b/.exec(field) ?? [];
    let node: Node | null | undefined = this.document.contents;
    let offset: number | null = null;
    for (const part of partsOf(text)) {
      if (isAlias(node)) node = node.resolve(this.document);
      const found = memberOf(node, part);
      if (found === undefined) break;
      offset = found.offset;
      node = found.node;
    }
    if (line !== undefined && isScalar(node)) offset = this.lineOf(node, Number(line)) ?? offset;
    if (offset === null) return null;
    const { line: at, col } = this.lines.linePos(offset);
    return { line: at, column: col };
  }

  /** Where a line of a text begins that stands in the document as it is; of other texts all is in one place. */
  private lineOf({ range, type }: Scalar, number: number): number | undefined {
    if (range == null) return undefined;
    if (type !== 'BLOCK_LITERAL') return range[0];
    // The line of the bar is none of its own.
    const start = this.lines.lineStarts[this.lines.linePos(range[0]).line + number - 1];
    if (start === undefined) return undefined;
    return start + this.text.slice(start).search(/\S/);
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
