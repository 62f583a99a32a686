import { escapedAttribute, escapedText } from '../../markup/escape.js';
import type {
  Associated,
  CimOperation,
  CimRequest,
  EnumerateClasses,
  EnumerateInstances,
  Invoke,
  Mistaken,
  Paging,
  SentPath,
  Unsupported,
} from '../../operations/requests.js';
import { percentEncoded } from '../percentEncoded.js';
import { instanceName, instanceText, namespacePath, parameterText } from './sentText.js';

/** What a client can ask for. */
export type ClientOperation = Exclude<CimOperation, Unsupported | Mistaken>;

/** A request and the words that its reply has to repeat. */
export interface WrittenRequest {
  /** Without host, credentials and length. */
  readonly headers: Readonly<Record<string, string>>;
  /** To be sent as UTF-8. */
  readonly body: string;
  readonly id: string;
  readonly method: string;
}

/** Writes a request as a client of any CIM-XML server does. Paths of what is asked are in the namespace of the request.
 * @param id of the message
 */
export function writeRequest(
  { namespace, operation }: Omit<CimRequest<ClientOperation>, 'caller'>,
  id: string,
): WrittenRequest {
  const { method, object, call } =
    operation.do === 'invoke' ? extrinsic(namespace, operation) : intrinsic(namespace, operation);
  const message = `<MESSAGE ID="${escapedAttribute(id)}" PROTOCOLVERSION="1.0"><SIMPLEREQ>${call}</SIMPLEREQ></MESSAGE>`;
  return {
    headers: {
      'Content-Type': 'application/xml; charset="utf-8"',
      CIMOperation: 'MethodCall',
      CIMProtocolVersion: '1.0',
      CIMMethod: percentEncoded(method),
      CIMObject: percentEncoded(object),
    },
    body: `<?xml version="1.0" encoding="utf-8"?>\n<CIM CIMVERSION="2.0" DTDVERSION="2.0">${message}</CIM>\n`,
    id,
    method,
  };
}

interface Call {
  readonly method: string;
  /** What CIMObject names. */
  readonly object: string;
  readonly call: string;
}

function extrinsic(namespace: string, { on, method, parameters }: Invoke): Call {
  const path = namespacePath(namespace);
  const target =
    typeof on === 'string'
      ? `<LOCALCLASSPATH>${path}${className(on)}</LOCALCLASSPATH>`
      : `<LOCALINSTANCEPATH>${path}${instanceName(on)}</LOCALINSTANCEPATH>`;
  const values = parameters.map(parameterText).join('');
  return {
    method,
    object: `${namespace}:${typeof on === 'string' ? on : on.className + keysOf(on)}`,
    call: `<METHODCALL NAME="${escapedAttribute(method)}">${target}${values}</METHODCALL>`,
  };
}

/** As they are in a WBEM URI. */
function keysOf({ keys }: SentPath): string {
  const texts = keys.flatMap(({ name, value }) =>
    name === null || value.kind === 'path' ? [] : [`${name}="${value.text.replace(/["\\]/g, '\\$&')}"`],
  );
  return texts.length === 0 ? '' : `.${texts.join(',')}`;
}

function intrinsic(namespace: string, operation: Exclude<ClientOperation, Invoke>): Call {
  const [method, ...parameters] = parametersOf(operation);
  const values = parameters.filter((one) => one !== '').join('');
  return {
    method,
    object: namespace,
    call: `<IMETHODCALL NAME="${method}">${namespacePath(namespace)}${values}</IMETHODCALL>`,
  };
}

/** The method's name, then its IPARAMVALUEs; nothing stands for one that is not sent. */
function parametersOf(operation: Exclude<ClientOperation, Invoke>): readonly [method: string, ...parameters: string[]] {
  switch (operation.do) {
    case 'getInstance': {
      const { path, properties } = operation;
      return ['GetInstance', parameter('InstanceName', instanceName(path)), flag('LocalOnly', false), list(properties)];
    }
    case 'enumerate':
      return enumeration(operation);
    case 'associated':
      return relation(operation);
    case 'query': {
      const { language, query, page } = operation;
      return page === null
        ? ['ExecQuery', text('QueryLanguage', language), text('Query', query)]
        : ['OpenQueryInstances', text('FilterQueryLanguage', language), text('FilterQuery', query), ...paging(page)];
    }
    case 'pull': {
      const method = operation.items === 'paths' ? 'PullInstancePaths' : 'PullInstancesWithPath';
      return [method, text('EnumerationContext', operation.context), text('MaxObjectCount', String(operation.most))];
    }
    case 'close':
      return ['CloseEnumeration', text('EnumerationContext', operation.context)];
    case 'modify': {
      const named = `${instanceName(operation.path)}${instanceText(operation.instance)}`;
      const instance = `<VALUE.NAMEDINSTANCE>${named}</VALUE.NAMEDINSTANCE>`;
      return ['ModifyInstance', parameter('ModifiedInstance', instance), list(operation.properties)];
    }
    case 'getClass':
      return ['GetClass', classParameter('ClassName', operation.className), flag('LocalOnly', false)];
    case 'enumerateClasses':
      return classes(operation);
  }
}

function enumeration({ className, items, deep, properties, page }: EnumerateInstances): [string, ...string[]] {
  const ofClass = classParameter('ClassName', className);
  if (items === 'paths')
    return page === null
      ? ['EnumerateInstanceNames', ofClass]
      : ['OpenEnumerateInstancePaths', ofClass, ...paging(page)];
  const parameters = [ofClass, flag('DeepInheritance', deep), list(properties)];
  return page === null
    ? ['EnumerateInstances', ...parameters, flag('LocalOnly', false)]
    : ['OpenEnumerateInstances', ...parameters, ...paging(page)];
}

/** Of links the class of the results is that of the links themselves. */
function relation(operation: Associated): [string, ...string[]] {
  const { of, want, items, associationClass, resultClass, role, resultRole, properties, page } = operation;
  const others = want === 'others';
  const isClass = typeof of === 'string';
  const object = isClass ? className(of) : instanceName(of);
  const parameters = [
    parameter(page === null ? 'ObjectName' : 'InstanceName', object),
    others ? classParameter('AssocClass', associationClass) : '',
    classParameter('ResultClass', others ? resultClass : associationClass),
    text('Role', role),
    others ? text('ResultRole', resultRole) : '',
    items === 'instances' ? list(properties) : '',
  ];
  const noun = others ? 'Associator' : 'Reference';
  if (page === null) return [items === 'instances' ? `${noun}s` : `${noun}Names`, ...parameters];
  return [`Open${noun}Instance${items === 'instances' ? 's' : 'Paths'}`, ...parameters, ...paging(page)];
}

function classes({ className, deep, items }: EnumerateClasses): [string, ...string[]] {
  const parameters = [classParameter('ClassName', className), flag('DeepInheritance', deep)];
  return items === 'names'
    ? ['EnumerateClassNames', ...parameters]
    : ['EnumerateClasses', ...parameters, flag('LocalOnly', false)];
}

/** Seconds are the protocol's unit. */
function paging({ first, idleMs }: Paging): string[] {
  const seconds = idleMs === null ? null : String(Math.ceil(idleMs / 1000));
  return [text('MaxObjectCount', String(first)), text('OperationTimeout', seconds)];
}

function className(name: string): string {
  return `<CLASSNAME NAME="${escapedAttribute(name)}"></CLASSNAME>`;
}

function parameter(name: string, value: string): string {
  return `<IPARAMVALUE NAME="${name}">${value}</IPARAMVALUE>`;
}

function classParameter(name: string, value: string | null): string {
  return value === null ? '' : parameter(name, className(value));
}

function text(name: string, value: string | null): string {
  return value === null ? '' : parameter(name, `<VALUE>${escapedText(value)}</VALUE>`);
}

function flag(name: string, value: boolean): string {
  return text(name, value ? 'TRUE' : 'FALSE');
}

function list(properties: readonly string[] | null): string {
  if (properties === null) return '';
  const items = properties.map((name) => `<VALUE>${escapedText(name)}</VALUE>`).join('');
  return parameter('PropertyList', `<VALUE.ARRAY>${items}</VALUE.ARRAY>`);
}
