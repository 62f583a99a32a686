import type { Element } from '../markup/element.js';
import { refuse, shown } from '../operations/refusal.js';
import type { SentInstance, SentPath, SentValue } from '../operations/requests.js';
import { requestLimits } from './limits.js';
import { instanceOf, nameOf, pathOf, sentValueOf } from './readValues.js';

/** The parameters of an intrinsic method, each of which is taken once. Names ignore case; one without a value is null, as is one
 * that is not there.
 */
export class Given {
  private readonly left = new Map<string, Element>();

  /** @param elements IPARAMVALUEs @throws CimRefusal when a name is there twice */
  constructor(elements: readonly Element[]) {
    for (const element of elements) {
      const name = nameOf(element);
      const key = name.toLowerCase();
      if (this.left.has(key)) refuse('invalidParameter', 'parameter', `the parameter ${shown(name)} is there twice`);
      this.left.set(key, element);
    }
  }

  /** @throws CimRefusal when there is one that was not taken: no such operation has it */
  done(): void {
    for (const element of this.left.values())
      refuse('invalidParameter', 'parameter', `there is no parameter ${shown(nameOf(element))}`);
  }

  /** A class's name; an empty one is none. */
  className(name: string): string | null {
    const element = this.take(name, 'CLASSNAME');
    return element === null ? null : nameOf(element) || null;
  }

  path(name: string): SentPath {
    return pathOf(this.need(name, 'INSTANCENAME'));
  }

  /** An instance, or a class by its name. */
  object(name: string): SentPath | string {
    const element = this.need(name, 'INSTANCENAME', 'CLASSNAME');
    return element.name === 'CLASSNAME' ? nameOf(element) : pathOf(element);
  }

  instance(name: string): { readonly path: SentPath; readonly instance: SentInstance } {
    const [path, instance] = this.need(name, 'VALUE.NAMEDINSTANCE').children;
    if (path === undefined || instance === undefined) return wrong(name, 'an instance with its name');
    return { path: pathOf(path), instance: instanceOf(instance, requestLimits) };
  }

  value(name: string): SentValue {
    const element = this.take(name, 'VALUE', 'VALUE.ARRAY', 'VALUE.REFERENCE');
    return element === null ? null : sentValueOf(element, { type: null, embedded: null, limits: requestLimits });
  }

  /** A text; an empty one is none. */
  text(name: string): string | null {
    return this.take(name, 'VALUE')?.text || null;
  }

  /** A text that has to be there. */
  demanded(name: string): string {
    return this.need(name, 'VALUE').text;
  }

  flag(name: string, otherwise: boolean): boolean {
    const text = this.text(name)?.trim().toLowerCase();
    if (text === undefined) return otherwise;
    if (text !== 'true' && text !== 'false') return wrong(name, 'TRUE or FALSE');
    return text === 'true';
  }

  /** A uint32. */
  count(name: string): number | null {
    const text = this.text(name)?.trim();
    if (text === undefined) return null;
    const count = /^(?:\+?\d+|0x[\da-f]+)$/i.test(text) ? Number(text) : Number.NaN;
    return count <= 0xffff_ffff ? count : wrong(name, 'a number from 0 to 4294967295');
  }

  texts(name: string): readonly string[] | null {
    const element = this.take(name, 'VALUE.ARRAY');
    if (element === null) return null;
    return element.children.map((child) => (child.name === 'VALUE' ? child.text : wrong(name, 'no null in it')));
  }

  /** Takes what makes no difference. */
  flags(...names: string[]): void {
    for (const name of names) this.flag(name, false);
  }

  private need(name: string, ...forms: string[]): Element {
    return this.take(name, ...forms) ?? wrong(name, forms.join(' or '));
  }

  private take(name: string, ...forms: string[]): Element | null {
    const key = name.toLowerCase();
    const found = this.left.get(key)?.children[0];
    this.left.delete(key);
    if (found === undefined) return null;
    return forms.includes(found.name) ? found : wrong(name, forms.join(' or '));
  }
}

function wrong(name: string, expected: string): never {
  return refuse('invalidParameter', 'parameter', `${name}: expected ${expected}`);
}
