import { escapedAttribute } from '../markup/escape.js';
import type { CimInstance, CimPath } from '../operations/results.js';
import { bytesOf } from './charset.js';
import { type Origin, writtenInstance, writtenProperties, writtenReference } from './written.js';

/** How the items of an enumeration are written: whole, by name, both, or the chosen properties only. */
export type Mode = 'objects' | 'references' | 'both' | 'fragments';

/** The prefixes of the classes in one reply: `p`, `p1` and so on, all of them declared on its envelope. */
export class Prefixes {
  private readonly byClass = new Map<string, string>();
  /** All declarations so far. */
  declarations = '';

  constructor(private readonly form: string) {}

  of(className: string): string {
    const known = this.byClass.get(className);
    if (known !== undefined) return known;
    const prefix = this.byClass.size === 0 ? 'p' : `p${this.byClass.size}`;
    this.byClass.set(className, prefix);
    this.declarations += ` xmlns:${prefix}="${escapedAttribute(this.form)}${className}"`;
    return prefix;
  }
}

/** The items of one page, written as they are asked for: each once, be it to find out whether it fits or to send it. */
export class PageItems {
  readonly prefixes: Prefixes;
  private readonly texts = new Map<CimInstance | CimPath, string>();
  private bytes = 0;

  /** @param room how many bytes they and their declarations may have */
  constructor(
    readonly mode: Mode,
    private readonly origin: Origin,
    private readonly room: number,
    private readonly utf16: boolean,
  ) {
    this.prefixes = new Prefixes(origin.form);
  }

  /** Whether one more has room; the first is never turned away. */
  readonly fits = (item: CimInstance | CimPath): boolean => {
    const isFirst = this.texts.size === 0;
    this.bytes += bytesOf(this.written(item), this.utf16);
    return isFirst || this.bytes + bytesOf(this.prefixes.declarations, this.utf16) <= this.room;
  };

  text(items: readonly (CimInstance | CimPath)[]): string {
    return items.map((item) => this.written(item)).join('');
  }

  private written(item: CimInstance | CimPath): string {
    const known = this.texts.get(item);
    if (known !== undefined) return known;
    const text = this.write(item);
    this.texts.set(item, text);
    return text;
  }

  private write(item: CimInstance | CimPath): string {
    const { origin, mode } = this;
    if (item.kind === 'path') return writtenReference(item, origin);
    const prefix = this.prefixes.of(item.model.name);
    if (mode === 'fragments')
      return `<wsman:XmlFragment>${writtenProperties(item, prefix, origin)}</wsman:XmlFragment>`;
    if (mode === 'objects') return writtenInstance(item, prefix, origin);
    if (item.path === null) throw new Error(`an instance of ${item.model.name} without a path`);
    const reference = writtenReference(item.path, origin);
    return mode === 'references'
      ? reference
      : `<wsman:Item>${writtenInstance(item, prefix, origin)}${reference}</wsman:Item>`;
  }
}
