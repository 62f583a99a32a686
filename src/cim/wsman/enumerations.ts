import type { Element } from '../markup/element.js';
import type { EnumerateInstances, Fits, Paging, Pull } from '../operations/requests.js';
import { childOf, textOf } from './elements.js';
import { raise } from './faults.js';
import { type Filtered, readFilter } from './filters.js';
import type { Mode } from './items.js';
import type { Resource } from './resources.js';
import { durationMs } from './times.js';

/** What an Enumerate asks for. */
interface Enumeration extends Omit<Filtered, 'operation'> {
  readonly operation: Filtered['operation'] | EnumerateInstances;
  readonly optimized: boolean;
  readonly filtered: boolean;
}

/** The modes by name. An absent one means objects. @see DSP0226 1.2, 8.7; its table's third is what is the default */
const modes: Readonly<Record<string, Mode>> = {
  EnumerateObject: 'objects',
  EnumerateObjectAndEPR: 'both',
  EnumerateEPR: 'references',
};

/** Reads the body of an Enumerate.
 * @throws FaultError
 */
export function readEnumerate(body: Element, resource: Resource, fits: Fits): Enumeration {
  const enumerate = onlyChild(body, 'Enumerate');
  if (resource.kind === 'declaration') raise('wsman:UnsupportedFeature', 'classes are read one by one, with Get');
  if (childOf(enumerate, 'EndTo') !== undefined)
    raise('wsman:UnsupportedFeature', 'the end of an enumeration is told to nobody', 'AddressingMode');
  const optimized = childOf(enumerate, 'OptimizeEnumeration') !== undefined;
  const most = mostOf(enumerate);
  const page: Paging = { first: optimized ? most : 0, idleMs: expiry(textOf(enumerate, 'Expires')), fits };
  const mode = modeOf(textOf(enumerate, 'EnumerationMode'));
  const filter = childOf(enumerate, 'Filter');
  if (filter !== undefined) return { ...readFilter(filter, mode, resource.className, page), optimized, filtered: true };
  if (resource.kind !== 'class') raise('wsen:CannotProcessFilter', 'all classes are enumerated with a filter only');
  const operation: EnumerateInstances = {
    do: 'enumerate',
    className: resource.className,
    items: mode === 'references' ? 'paths' : 'instances',
    deep: isDeep(textOf(enumerate, 'PolymorphismMode')),
    properties: null,
    page,
  };
  return { operation, mode, namespace: null, optimized, filtered: false };
}

/** The element that a body has to have. */
export function onlyChild(body: Element, local: string): Element {
  const [child, ...others] = body.children;
  if (child?.local !== local || others.length > 0)
    return raise('wsman:SchemaValidationError', `the body holds something else than one ${local}`);
  return child;
}

function modeOf(text: string | null): Mode {
  const mode = text === null ? 'objects' : Object.hasOwn(modes, text) ? modes[text] : undefined;
  return mode ?? raise('wsman:UnsupportedFeature', 'the mode of enumeration is not served');
}

/** At most one item where nothing is said, as Windows has it. */
function mostOf(element: Element): number {
  const text = textOf(element, 'MaxElements');
  if (text === null) return 1;
  const most = /^\d+$/.test(text) ? Math.min(Number(text), 0xffff_ffff) : 0;
  return most > 0 ? most : raise('wsman:InvalidParameter', 'MaxElements is no number above 0', 'InvalidValue');
}

function expiry(text: string | null): number | null {
  if (text === null || text === '') return null;
  return durationMs(text) ?? raise('wsen:UnsupportedExpirationType', 'Expires is no duration such as PT10M');
}

/** @see DSP0227 1.2, 8.1 */
function isDeep(polymorphism: string | null): boolean {
  if (polymorphism === null || polymorphism === 'IncludeSubClassProperties') return true;
  if (polymorphism === 'ExcludeSubClassProperties') return false;
  return raise('wsmb:PolymorphismModeNotSupported', 'instances of subclasses are always enumerated');
}

/** What a client gets for an enumeration: with the context of the array how its items are written, and in which namespace they
 * are, as requests to pull don't say either.
 */
interface Ticket {
  readonly mode: Mode;
  readonly namespace: string;
  readonly context: string;
}

export function ticketText({ mode, namespace, context }: Ticket): string {
  return `${mode}:${namespace.replaceAll('/', '.')}:${context}`;
}

/** Reads the ticket in the body of a Pull or a Release.
 * @throws FaultError
 */
export function readTicket(element: Element): Ticket {
  const text = textOf(element, 'EnumerationContext') ?? '';
  const [, mode, namespace = '', context = ''] = /^(\w+):([^:]*):(.+)$/.exec(text) ?? [];
  const known = written.find((one) => one === mode);
  if (known === undefined)
    return raise('wsen:InvalidEnumerationContext', 'the context of the enumeration is not known');
  return { mode: known, namespace: namespace.replaceAll('.', '/'), context };
}

const written: readonly Mode[] = ['objects', 'references', 'both', 'fragments'];

/** @throws FaultError */
export function readPull(element: Element, { mode, context }: Ticket, fits: Fits): Pull {
  return { do: 'pull', context, items: mode === 'references' ? null : 'instances', most: mostOf(element), fits };
}
