import { documentedMethods } from '../../vocabulary/methods/documented.js';
import type { MethodName } from '../../vocabulary/methods/index.js';
import type { Invocable } from '../../vocabulary/methods/names.js';
import type { AnyReply } from '../../vocabulary/methods/replies.js';
import type { MethodModel, ParameterModel } from '../classModel.js';
import { wasEver } from '../instances.js';
import type { ClassName } from '../model/classSpecs.js';
import type { Outcome } from './calls.js';
import { classOfName, equal } from './classes.js';
import { classAt, keysAt, objectOf, pathOfId, type Scope } from './objects.js';
import { refuse, shown } from './refusal.js';
import type { Invoke, SentMember } from './requests.js';
import type { Answer, CimClass, CimValue, Performed } from './results.js';
import { readValue } from './values.js';

/** A call that is on its way, for its answer. */
export interface Called {
  readonly scope: Scope;
  readonly model: CimClass;
  readonly method: MethodModel;
}

/** What is called, checked in the order in which the documents of CIM operations check it: class, object, method, parameters. */
interface Prepared extends Called {
  readonly on: string;
  readonly name: Invocable;
  readonly given: Readonly<Record<string, unknown>>;
}

/** @throws CimRefusal */
export function prepare(scope: Scope, { on, method: wanted, parameters }: Invoke): Prepared {
  const model = typeof on === 'string' ? classOfName(scope.classes, on) : classAt(scope, on);
  const id = typeof on === 'string' ? null : targetId(scope, model, keysAt(scope, model, on));
  const method =
    model.methods.find((one) => equal(one.name, wanted)) ??
    refuse('methodNotFound', 'method', `${model.name} has no method ${shown(wanted)}`);
  const name = answeredAs(model.name, method.name);
  if (name === null)
    return refuse(
      'methodNotAvailable',
      'method',
      `${model.name}.${method.name} is documented, and arraysim does not answer it yet`,
    );
  if (id === null)
    return refuse(
      'invalidParameter',
      'missingKeys',
      `${model.name}.${method.name} is called on an instance, not on the class`,
    );
  return { scope, model, method, on: id, name, given: argumentsOf(scope, method, parameters) };
}

/** What a client is told of what its call has come to. */
export function told(called: Called, outcome: Outcome): Performed {
  return 'kind' in outcome ? outcome : answer(called, outcome);
}

const answered = new Map<string, MethodName | null>(
  documentedMethods.map(({ className, name, answeredAs: as }) => [`${className}.${name}`, as]),
);

/** What the library calls a method; null for one that it does not answer. */
function answeredAs(className: string, method: string): MethodName | null {
  return answered.get(`${className}.${method}`) ?? null;
}

/** The ObjectId that a method is called on. One that the array never gave names nothing; what was deleted is for the service to say. */
function targetId({ array }: Scope, model: CimClass, keys: Readonly<Record<string, string>>): string {
  const [id = '', ...others] = Object.values(keys);
  // Methods are those of the documents' classes.
  const known = others.length === 0 && wasEver(array, model.name as ClassName, id);
  return known ? id : refuse('notFound', 'object', `there is no ${model.name} with the ObjectId ${shown(id)}`);
}

function argumentsOf(
  scope: Scope,
  method: MethodModel,
  parameters: readonly SentMember[],
): Readonly<Record<string, unknown>> {
  const given = new Map<string, unknown>();
  for (const { name, value } of parameters) {
    const parameter = method.parameters.find((one) => equal(one.name, name));
    if (parameter === undefined || parameter.direction === 'out')
      return refuse('invalidParameter', 'parameterName', `${method.name} takes no parameter ${shown(name)}`);
    if (given.has(parameter.name)) refuse('invalidParameter', 'parameter', `${parameter.name} is given twice`);
    given.set(parameter.name, readValue(scope, parameter, value));
  }
  return Object.fromEntries(given);
}

function answer({ scope, model, method }: Called, reply: AnyReply): Answer {
  // Read by the names of the method's out parameters only.
  const said = reply as unknown as Readonly<Record<string, unknown>>;
  const outputs = method.parameters
    .filter(({ direction }) => direction !== 'in')
    .map((parameter) => ({ parameter, value: outputOf(scope, parameter, said[parameter.name] ?? null) }));
  return { kind: 'answer', className: model.name, method, returnValue: reply.ReturnValue, outputs };
}

function outputOf(scope: Scope, { type, of }: ParameterModel, value: unknown): CimValue {
  if (Array.isArray(value)) return value.map((one) => one as CimValue);
  if (value === null) return null;
  if (type === 'ref') return pathOfId(scope.classes, of ?? '', String(value));
  if (type === 'object') {
    const model = classOfName(scope.classes, of ?? '');
    const filled = Object.fromEntries(model.properties.map(({ name }) => [name, null]));
    return { ...objectOf(scope.classes, model, { ...filled, ...(value as object) }, model.properties), path: null };
  }
  return value as CimValue;
}
