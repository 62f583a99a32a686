import type { Element } from '../markup/element.js';
import type { Associated, Paging, Query, SentKey } from '../operations/requests.js';
import { attributeOf, childOf, textOf } from './elements.js';
import { raise } from './faults.js';
import type { Mode } from './items.js';
import { dialects } from './names.js';
import { readPath, readSelectors } from './sent.js';

/** What a filter asks for, and how what it finds is written. */
export interface Filtered {
  readonly operation: Query | Associated;
  readonly mode: Mode;
  /** The namespace that the filter itself names, null where it names none. */
  readonly namespace: string | null;
}

/** Reads the filter of an Enumerate.
 * @param className of the resource URI; '*' for all classes
 * @throws FaultError
 */
export function readFilter(filter: Element, mode: Mode, className: string, page: Paging): Filtered {
  const dialect = attributeOf(filter, 'Dialect')?.trim().toLowerCase() ?? '';
  const is = (one: string) => one.toLowerCase() === dialect;
  if (is(dialects.wql)) return query('WQL', filter.text.trim(), mode, page);
  if (is(dialects.cql)) return query('DMTF:CQL', filter.text.trim(), mode, page);
  if (is(dialects.selectors) || is(dialects.selectorsOfWindows)) {
    const { keys } = readSelectors(childOf(filter, 'SelectorSet'));
    return query('WQL', queryFor(className, keys), mode, page);
  }
  if (is(dialects.associations)) return associated(filter, mode, page);
  return raise('wsen:FilterDialectRequestedUnavailable', 'the dialect of the filter is not served');
}

function query(language: string, text: string, mode: Mode, page: Paging): Filtered {
  if (text === '') raise('wsen:CannotProcessFilter', 'the filter is empty');
  // A list of properties is answered with just these.
  const chosen = mode === 'objects' && /^select\s+(?!\*)/i.test(text);
  const operation: Query = { do: 'query', language, query: text, page };
  return { operation, mode: chosen ? 'fragments' : mode, namespace: null };
}

/** Equal in all named properties. The literals are texts: what the properties are, the class says. */
function queryFor(className: string, keys: readonly SentKey[]): string {
  if (className === '*') raise('wsen:CannotProcessFilter', 'the filter needs the resource URI of a class');
  const conditions = keys.map(({ name, value }) => {
    if (name === null || !/^\w+$/.test(name) || value.kind !== 'text')
      return raise('wsen:CannotProcessFilter', 'the filter compares properties with texts only');
    return `${name} = '${value.text.replace(/[\\']/g, '\\$&')}'`;
  });
  return `select * from ${className}${conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`}`;
}

/** @see DSP0227 1.2, 8.2 */
function associated(filter: Element, mode: Mode, page: Paging): Filtered {
  const [asked, ...others] = filter.children;
  const want = asked?.local === 'AssociatedInstances' ? 'others' : 'links';
  const object = childOf(asked, 'Object');
  if (object === undefined || others.length > 0 || (want === 'links' && asked?.local !== 'AssociationInstances'))
    return raise(
      'wsen:CannotProcessFilter',
      'the filter is no AssociatedInstances or AssociationInstances of an Object',
    );
  const of = readPath(childOf(object, 'EndpointReference') ?? object);
  const resultClass = name(asked, 'ResultClassName');
  const operation: Associated = {
    do: 'associated',
    of,
    want,
    items: mode === 'references' ? 'paths' : 'instances',
    // Of links their own class is the class of the result.
    associationClass: want === 'links' ? resultClass : name(asked, 'AssociationClassName'),
    resultClass: want === 'links' ? null : resultClass,
    role: name(asked, 'Role'),
    resultRole: want === 'links' ? null : name(asked, 'ResultRole'),
    properties: properties(asked),
    page,
  };
  return {
    operation,
    mode: operation.properties !== null && mode === 'objects' ? 'fragments' : mode,
    namespace: of.namespace,
  };
}

/** Null where it is missing or empty. */
function name(asked: Element | undefined, local: string): string | null {
  const text = textOf(asked, local);
  return text === '' ? null : text;
}

function properties(asked: Element | undefined): readonly string[] | null {
  const names = asked?.children.filter((one) => one.local === 'IncludeResultProperty') ?? [];
  return names.length === 0 ? null : names.map((one) => one.text.trim());
}
