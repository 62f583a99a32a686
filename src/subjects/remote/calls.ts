import type { SentMember, SentValue } from '../../cim/operations/requests.js';
import { codeFor } from '../../conformance/model/rule.js';
import type { Given, NoReply, Reply } from '../../conformance/subject/call.js';
import { type OutParameter, outsOf } from '../../conformance/subject/parameters.js';
import { cimCodes } from '../../vocabulary/methods/commonCodes.js';
import { factsOf, type MethodName } from '../../vocabulary/methods/index.js';
import { type InputParameter, signatures } from '../../vocabulary/methods/parameters.js';
import { atLeast, type Version } from '../../vocabulary/versions.js';
import type { Remote, RemoteOperation } from './client.js';
import {
  booleanOf,
  isList,
  numberOf,
  numbersOf,
  pathTo,
  plainOf,
  referenceOf,
  sentOf,
  type Told,
  textOf,
} from './properties.js';

/** A call as it goes over the wire.
 * @param on the ObjectId of the element
 * @param isVolume whether an id is that of a volume: what is wrong on purpose is named as what it is
 */
export function invocationOf(
  method: MethodName,
  on: string,
  given: Given,
  isVolume: (id: string) => boolean,
): RemoteOperation {
  const { className, name } = factsOf(method);
  const parameters = signatures[method].given.flatMap((parameter): SentMember[] => {
    const value = given[parameter];
    return value === undefined ? [] : [{ name: parameter, value: sent(inputOf(method, parameter), value, isVolume) }];
  });
  return { do: 'invoke', on: pathTo(className, on), method: name, parameters };
}

/** What came of a call, as the suite has it.
 * @param version decides what a CIM error means
 */
export function replyOf(method: MethodName, version: Version, answer: Remote): Reply | NoReply {
  if ('silence' in answer) return { noReply: answer.silence === 'refused' ? 'reset' : answer.silence };
  switch (answer.kind) {
    case 'status':
      return withOuts(method, codeOfStatus(method, version, answer.code), []);
    case 'answer':
      return withOuts(method, answer.returnValue, answer.outputs);
    case 'items':
    case 'unreadable':
      return { noReply: 'reset' };
  }
}

/** The storage service's code for a CIM error; that of what stands for it, where the method has none. */
function codeOfStatus(method: MethodName, version: Version, status: number): number {
  if (status === notFound && atLeast(version, '2016')) return codeFor(method, 'objectNotFound', version);
  const outcome = Object.entries(cimCodes).find(([, { code }]) => code === firstCimCode + status)?.[0];
  return codeFor(method, outcome ?? 'cimFailed', version);
}

const notFound = 6;
const firstCimCode = 43_000;

function withOuts(method: MethodName, code: number, outputs: readonly SentMember[]): Reply {
  const told: Told = { by: method, members: outputs };
  const outs = outsOf(method).map((out) => [out.name, outOf(out, told)]);
  return { ReturnValue: code, Job: null, ...Object.fromEntries(outs) };
}

function outOf({ name, type, array }: OutParameter, told: Told): unknown {
  if (array && type !== 'string') return numbersOf(told, name);
  switch (type) {
    case 'ref':
      return referenceOf(told, name);
    case 'object':
      return statusOf(told, name);
    case 'string':
    case 'datetime':
      return array ? plainOf(sentOf(told, name)) : textOf(told, name);
    case 'boolean':
      return booleanOf(told, name);
    default:
      return numberOf(told, name);
  }
}

/** MSFT_SMExtendedStatus, whose numbers are numbers again. */
function statusOf(told: Told, name: string): Readonly<Record<string, unknown>> | null {
  const value = sentOf(told, name);
  if (value === null || isList(value) || value.kind !== 'instance') return null;
  return Object.fromEntries(
    value.properties.map(({ name: property, value: one }) => {
      const plain = plainOf(one);
      return [property, numbers.has(property) && typeof plain === 'string' ? Number(plain) : plain];
    }),
  );
}

const numbers: ReadonlySet<string> = new Set(['StatusCode', 'SMErrorSource', 'SMErrorCode']);

/** The credentials are texts. */
function inputOf(method: MethodName, name: string): Pick<InputParameter, 'type' | 'of'> {
  return signatures[method].inputs.find((one) => one.name === name) ?? { type: 'string', of: null };
}

function sent(
  { type, of }: Pick<InputParameter, 'type' | 'of'>,
  value: Given[string],
  isVolume: (id: string) => boolean,
): SentValue {
  if (Array.isArray(value)) return value.map((text: string) => ({ kind: 'text', text, type }));
  if (type === 'ref') {
    const id = String(value);
    return pathTo(isVolume(id) ? 'MSFT_SMStorageVolume' : (of ?? 'MSFT_SMStorageObject'), id);
  }
  return { kind: 'text', text: String(value), type };
}
