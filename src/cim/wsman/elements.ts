import type { Element } from '../markup/element.js';
import { uris } from './names.js';

/** The first child of this name, whatever its prefix. */
export function childOf(element: Element | undefined, local: string): Element | undefined {
  return element?.children.find((one) => one.local === local);
}

/** The text of the first child of this name, without white space around it; null where there is none. */
export function textOf(element: Element | undefined, local: string): string | null {
  return childOf(element, local)?.text.trim() ?? null;
}

/** The value of an attribute that has no namespace, or this one; null where there is none. */
export function attributeOf(element: Element, local: string, uri = ''): string | null {
  return element.attributes.find((one) => one.local === local && one.uri === uri)?.value ?? null;
}

/** Whether it stands for null. */
export function isNil(element: Element): boolean {
  return isTrue(attributeOf(element, 'nil', uris.xsi));
}

/** A boolean of XML Schema. */
export function isTrue(text: string | null): boolean {
  const value = text?.trim();
  return value === 'true' || value === '1';
}
