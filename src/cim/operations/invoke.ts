import { documentedMethods } from '../../vocabulary/methods/documented.js';
import { type CalledName, isAnswered } from '../../vocabulary/methods/index.js';
import type { Callable } from '../../vocabulary/methods/names.js';
import type { AnyReply } from '../../vocabulary/methods/replies.js';
import type { MethodModel, ParameterModel } from '../classModel.js';
import { wasEver } from '../instances.js';
import type { ClassName } from '../model/classSpecs.js';
import { isInstanced } from '../notModelled.js';
import { referencesOf } from '../references.js';
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
  readonly name: Callable;
  readonly given: Readonly<Record<string, unknown>>;
}

/** @throws CimRefusal */
export function prepare(scope: Scope, { on, method: wanted, parameters }: Invoke): Prepared {
  const model = typeof on === 'string' ? classOfName(scope.classes, on) : classAt(scope, on);
  const keys = typeof on === 'string' ? null : keysAt(scope, model, on);
  const id = keys === null ? null : targetId(scope, model, keys);
  const method =
    model.methods.find((one) => equal(one.name, wanted)) ??
    refuse('methodNotFound', 'method', `${model.name} has no method ${shown(wanted)}`);
  const name = calledAs.get(`${model.name}.${method.name}`) ?? null;
  if (name === null)
    return refuse(
      'methodNotAvailable',
      'method',
      `${model.name}.${method.name} is not modelled, and the documents have no code for it that says so`,
    );
  // What is not modelled is refused by the method, whatever it is called on.
  if (id === null && isAnswered(name))
    return refuse(
      'invalidParameter',
      'missingKeys',
      `${model.name}.${method.name} is called on an instance, not on the class`,
    );
  return { scope, model, method, on: id ?? model.name, name, given: argumentsOf(scope, method, parameters) };
}

/** What a client is told of what its call has come to. */
export function told(called: Called, outcome: Outcome): Performed {
  return 'kind' in outcome ? outcome : answer(called, outcome);
}

/** What the library calls a method, by the documents' name with its class; null for one that has no answer. */
const calledAs = new Map<string, CalledName | null>(
  documentedMethods().map(({ className, name, answeredAs, refusedAs }) => [
    `${className}.${name}`,
    answeredAs ?? refusedAs,
  ]),
);

/** The ObjectId that a method is called on. One that the array never gave names nothing; what was deleted is for the service to say, and so
 * is what is of a class that the array has nothing of.
 */
function targetId({ array }: Scope, model: CimClass, keys: Readonly<Record<string, string>>): string {
  const [id = '', ...others] = Object.values(keys);
  // Methods are those of the documents' classes.
  const className = model.name as ClassName;
  const known = others.length === 0 && (!isInstanced(className) || wasEver(array, className, id));
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

function outputOf(scope: Scope, { type, of }: Pick<ParameterModel, 'type' | 'of'>, value: unknown): CimValue {
  if (Array.isArray(value)) return value.map((one) => outputOf(scope, { type, of }, one));
  if (value === null) return null;
  if (type === 'ref') return pathOfId(scope.classes, of ?? '', String(value));
  return type === 'object' ? embedded(scope, of ?? '', value as object) : (value as CimValue);
}

/** An instance that has no name. What it refers to is of whatever class below that of the reference has it. */
function embedded(scope: Scope, of: string, value: object): CimValue {
  const { array, classes } = scope;
  const model = classOfName(classes, of);
  const filled = { ...Object.fromEntries(model.properties.map(({ name }) => [name, null])), ...value };
  const { values, ...instance } = objectOf(classes, model, filled, model.properties);
  const paths = referencesOf(model).map(({ name, of: wide }) => {
    const id = String(Reflect.get(filled, name));
    const having = classes
      .concrete(classOfName(classes, wide ?? ''))
      .find((one) => wasEver(array, one.name as ClassName, id));
    return [name, having === undefined ? values[name] : pathOfId(classes, having.name, id)];
  });
  return { ...instance, values: { ...values, ...Object.fromEntries(paths) }, path: null };
}
