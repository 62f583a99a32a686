import { escapedAttribute, escapedText } from '../../markup/escape.js';
import type {
  Associated,
  CimOperation,
  EnumerateClasses,
  EnumerateInstances,
  Mistaken,
  ModifyInstance,
  Paging,
  Query,
  SentInstance,
  SentMember,
  SentPath,
  SentValue,
  Unsupported,
} from '../../operations/requests.js';
import { type Encoded, encode } from '../charset.js';
import { modifiedProperties } from '../headers.js';
import { actions, anonymous, classDeclarations, classesOfDmtf, dialects, uris } from '../names.js';
import { durationOf, xmlTime } from '../times.js';

/** An operation that WS-Management has a message for. */
export type Sendable = Exclude<CimOperation, EnumerateClasses | Unsupported | Mistaken>;

/** A request with what its envelope says. */
export interface Sending {
  readonly namespace: string;
  /** Instances are enumerated with their paths; an enumeration without pages has a large first one, which may not be all. */
  readonly operation: Sendable;
  /** The address of the server. */
  readonly to: string;
  readonly messageId: string;
  /** The longest reply that is read, in bytes. */
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** The first page of an enumeration that asked for none. */
const largePage = 32_000;

/** Writes a request in UTF-8.
 * @throws Error for what is related to a class, which WS-Management can't ask for
 */
export function writeRequest(sending: Sending): Encoded {
  const { namespace, to, messageId, maxBytes, timeoutMs } = sending;
  const { uri, action, path, body, options = [] } = partsOf(sending);
  const header = [
    element('wsa:To', escapedText(to)),
    element('wsa:Action', escapedText(action)),
    element('wsa:MessageID', escapedText(messageId)),
    element('wsa:ReplyTo', element('wsa:Address', anonymous)),
    `<wsman:ResourceURI s:mustUnderstand="true">${escapedText(uri)}</wsman:ResourceURI>`,
    `<wsman:MaxEnvelopeSize s:mustUnderstand="true">${maxBytes}</wsman:MaxEnvelopeSize>`,
    element('wsman:OperationTimeout', durationOf(timeoutMs)),
    selectorSet(path === null ? [] : path.keys, namespace),
    options.length === 0 ? '' : element('wsman:OptionSet', options.join('')),
  ];
  const declarations = `${prefixes} xmlns:p="${escapedAttribute(uri)}"`;
  const text = `<s:Envelope ${declarations}><s:Header>${header.join('')}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
  return encode(text, false);
}

const prefixes = `xmlns:s="${uris.soap}" xmlns:wsa="${uris.addressing}" xmlns:wsman="${uris.wsman}" xmlns:wsen="${uris.enumeration}" xmlns:wsmb="${uris.binding}" xmlns:xsi="${uris.xsi}"`;

interface RequestParts {
  readonly uri: string;
  readonly action: string;
  /** Whose keys are selectors. */
  readonly path: Pick<SentPath, 'keys'> | null;
  readonly body: string;
  readonly options?: readonly string[];
}

const allClasses = 'http://schemas.dmtf.org/wbem/wscim/1/*';

function partsOf({ operation, namespace }: Sending): RequestParts {
  switch (operation.do) {
    case 'getInstance':
      return { uri: uriOf(operation.path.className), action: actions.get, path: operation.path, body: '' };
    case 'enumerate':
      return enumeration(uriOf(operation.className), operation, '');
    case 'associated':
      return enumeration(allClasses, operation, filter(dialects.associations, related(operation, namespace)));
    case 'query': {
      const dialect = operation.language.toUpperCase() === 'WQL' ? dialects.wql : dialects.cql;
      return enumeration(allClasses, operation, filter(dialect, escapedText(operation.query)));
    }
    case 'pull': {
      const most = element('wsen:MaxElements', String(operation.most));
      return within('pull', 'Pull', operation.context, most);
    }
    case 'close':
      return within('release', 'Release', operation.context, '');
    case 'modify':
      return put(operation, namespace);
    case 'invoke': {
      const { on, method, parameters } = operation;
      const uri = uriOf(typeof on === 'string' ? on : on.className);
      const input = element(`p:${method}_INPUT`, members(parameters, 'p', namespace));
      return { uri, action: `${uri}/${method}`, path: typeof on === 'string' ? null : on, body: input };
    }
    case 'getClass': {
      const keys = [{ name: 'ClassName', value: { kind: 'text', text: operation.className, type: null } } as const];
      return { uri: classDeclarations, action: actions.get, path: { keys }, body: '' };
    }
  }
}

const uriOf = (className: string) => `${classesOfDmtf}${className}`;

const element = (name: string, content: string) => `<${name}>${content}</${name}>`;

function enumeration(uri: string, asked: Associated | EnumerateInstances | Query, more: string): RequestParts {
  const { first, idleMs }: Paging = asked.page ?? { first: largePage, idleMs: null };
  const paths = asked.do !== 'query' && asked.items === 'paths';
  const content = [
    idleMs === null ? '' : element('wsen:Expires', durationOf(idleMs)),
    first > 0 ? `<wsman:OptimizeEnumeration/>${element('wsman:MaxElements', String(first))}` : '',
    element('wsman:EnumerationMode', paths ? 'EnumerateEPR' : 'EnumerateObjectAndEPR'),
    asked.do === 'enumerate' && !asked.deep ? element('wsmb:PolymorphismMode', 'ExcludeSubClassProperties') : '',
    more,
  ];
  return { uri, action: actions.enumerate, path: null, body: element('wsen:Enumerate', content.join('')) };
}

const filter = (dialect: string, content: string) => `<wsman:Filter Dialect="${dialect}">${content}</wsman:Filter>`;

function related(asked: Associated, namespace: string): string {
  const { of, want, associationClass, resultClass, role, resultRole, properties } = asked;
  if (typeof of === 'string') throw new Error('WS-Management finds what is related to instances, not to classes');
  const named = (name: string, text: string | null) =>
    text === null ? '' : element(`wsmb:${name}`, escapedText(text));
  const object = element('wsmb:Object', reference(of, namespace));
  const list = (properties ?? []).map((one) => named('IncludeResultProperty', one)).join('');
  if (want === 'links')
    return element(
      'wsmb:AssociationInstances',
      `${object}${named('ResultClassName', associationClass)}${named('Role', role)}${list}`,
    );
  const content = [
    object,
    named('AssociationClassName', associationClass),
    named('Role', role),
    named('ResultClassName', resultClass),
    named('ResultRole', resultRole),
    list,
  ];
  return element('wsmb:AssociatedInstances', content.join(''));
}

function within(action: 'pull' | 'release', name: string, context: string, more: string): RequestParts {
  const body = element(`wsen:${name}`, `${element('wsen:EnumerationContext', escapedText(context))}${more}`);
  return { uri: allClasses, action: actions[action], path: null, body };
}

function put({ path, instance, properties }: ModifyInstance, namespace: string): RequestParts {
  const options = (properties ?? []).map(
    (name) => `<wsman:Option Name="${modifiedProperties}">${escapedText(name)}</wsman:Option>`,
  );
  const body = element(`p:${instance.className}`, members(instance.properties, 'p', namespace));
  return { uri: uriOf(path.className), action: actions.put, path, body, options };
}

function selectorSet(keys: SentPath['keys'], namespace: string): string {
  const selectors = keys.map(({ name, value }) => {
    if (name === null) throw new Error('WS-Management has no keys without names');
    const content =
      value.kind === 'text' ? escapedText(value.text) : element('wsa:EndpointReference', reference(value, namespace));
    return selector(name, content);
  });
  return element('wsman:SelectorSet', selector('__cimnamespace', escapedText(namespace)) + selectors.join(''));
}

const selector = (name: string, content: string) =>
  `<wsman:Selector Name="${escapedAttribute(name)}">${content}</wsman:Selector>`;

/** What is inside of an endpoint reference. */
function reference(path: SentPath, namespace: string): string {
  const uri = element('wsman:ResourceURI', escapedText(uriOf(path.className)));
  const set = selectorSet(path.keys, path.namespace ?? namespace);
  return element('wsa:Address', anonymous) + element('wsa:ReferenceParameters', uri + set);
}

function members(all: readonly SentMember[], prefix: string, namespace: string): string {
  return all.map(({ name, value }) => written(`${prefix}:${name}`, value, namespace)).join('');
}

function written(tag: string, value: SentValue, namespace: string): string {
  if (value === null) return `<${tag} xsi:nil="true"/>`;
  if (isList(value)) return value.map((one) => written(tag, one, namespace)).join('');
  if (value.kind === 'path') return element(tag, reference(value, namespace));
  if (value.kind === 'instance') return embedded(tag, value, namespace);
  if (value.type !== 'datetime') return element(tag, escapedText(value.text));
  const { local, text } = xmlTime(value.text);
  return element(tag, `<cim:${local} xmlns:cim="${uris.common}">${escapedText(text)}</cim:${local}>`);
}

function isList(value: SentValue): value is readonly SentValue[] {
  return Array.isArray(value);
}

/** Under a prefix of its own at each depth: `e`, `ee` and so on. */
function embedded(tag: string, { className, properties }: SentInstance, namespace: string): string {
  const outer = tag.slice(0, tag.indexOf(':'));
  const prefix = outer === 'p' ? 'e' : `${outer}e`;
  const type = `xmlns:${prefix}="${uriOf(className)}" xsi:type="${prefix}:${className}_Type"`;
  return `<${tag} ${type}>${members(properties, prefix, namespace)}</${tag}>`;
}
