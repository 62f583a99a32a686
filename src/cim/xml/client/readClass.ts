import type { Element } from '../../markup/element.js';
import { attributeOf } from '../grammar.js';
import { nameOf } from '../readValues.js';

/** A class as a server declares it. */
export interface ReceivedClass {
  readonly kind: 'class';
  readonly name: string;
  readonly superclass: string | null;
  /** Whether it has the qualifier; likewise below. */
  readonly association: boolean;
  readonly properties: readonly ReceivedProperty[];
  readonly methods: readonly ReceivedMethod[];
}

/** What a property or a parameter of a received class holds. */
interface ReceivedType {
  readonly name: string;
  /** In CIM's words: 'uint16'; 'reference' for one, 'instance' for one that is embedded. */
  readonly type: string;
  /** The class of a reference or an instance; null where none is said. */
  readonly of: string | null;
  readonly array: boolean;
}

interface ReceivedProperty extends ReceivedType {
  readonly key: boolean;
}

interface ReceivedMethod {
  readonly name: string;
  readonly parameters: readonly ReceivedParameter[];
}

interface ReceivedParameter extends ReceivedType {
  readonly in: boolean;
  readonly out: boolean;
}

/** Reads a CLASS. */
export function classOf(element: Element): ReceivedClass {
  const { children } = element;
  return {
    kind: 'class',
    name: nameOf(element),
    superclass: attributeOf(element, 'SUPERCLASS') ?? null,
    association: isTrue(element, 'Association', false),
    properties: children
      .filter(({ name }) => name.startsWith('PROPERTY'))
      .map((one) => ({ ...typeOf(one), key: isTrue(one, 'Key', false) })),
    methods: children
      .filter(({ name }) => name === 'METHOD')
      .map((one) => ({ name: nameOf(one), parameters: parametersOf(one) })),
  };
}

/** @see DSP0004, qualifiers In and Out, for what they are where they are not said */
function parametersOf({ children }: Element): ReceivedParameter[] {
  return children
    .filter(({ name }) => name.startsWith('PARAMETER'))
    .map((one) => ({ ...typeOf(one), in: isTrue(one, 'In', true), out: isTrue(one, 'Out', false) }));
}

function typeOf(element: Element): ReceivedType {
  const embedded = qualifier(element, 'EmbeddedInstance');
  const isEmbedded = embedded !== undefined || attributeOf(element, 'EmbeddedObject') !== undefined;
  return {
    name: nameOf(element),
    type: isEmbedded ? 'instance' : (attributeOf(element, 'TYPE') ?? 'reference'),
    of: embedded ?? attributeOf(element, 'REFERENCECLASS') ?? null,
    array: /\.(?:REF)?ARRAY$/.test(element.name),
  };
}

function isTrue(element: Element, name: string, otherwise: boolean): boolean {
  const value = qualifier(element, name);
  return value === undefined ? otherwise : value.trim().toLowerCase() === 'true';
}

/** The text of a qualifier with one value. */
function qualifier({ children }: Element, name: string): string | undefined {
  const found = children.find((one) => one.name === 'QUALIFIER' && nameOf(one).toLowerCase() === name.toLowerCase());
  return found?.children[0]?.text;
}
