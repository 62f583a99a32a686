import { factsOf, methodNames } from '../vocabulary/methods/index.js';
import type { ParameterText } from '../vocabulary/methods/notation.js';
import { type Parts, partsOf } from '../vocabulary/methods/parts.js';
import type { UnmodelledMethods } from '../vocabulary/methods/unmodelled/entry.js';
import { unmodelled } from '../vocabulary/methods/unmodelled/index.js';
import { atLeast, type Version, versions } from '../vocabulary/versions.js';
import type { ClassModel, MethodModel, ParameterModel, PropertyModel } from './classModel.js';
import type { ClassName } from './model/classSpecs.js';
import type { ClassSpec, MethodSpec } from './model/specNotation.js';

type Specs = ReadonlyMap<string, ClassSpec>;

/** Reads a class's specification as one release has the class. */
export function classOf(name: ClassName, spec: ClassSpec, version: Version, specs: Specs): ClassModel {
  const of = between(versions, spec.since);
  return Object.freeze({
    name,
    kind: spec.kind ?? 'class',
    abstract: spec.abstract ?? false,
    superclass: superclassIn(version, spec, specs),
    versions: of,
    properties: Object.freeze(propertiesOf(name, spec, version, of, specs)),
    methods: Object.freeze(
      methodsOf(name)
        .map(([method, methodSpec]) => methodOf(method, methodSpec, version, of))
        .filter((method) => method.versions.includes(version)),
    ),
  });
}

/** By name, which is the documents' order, as the facts of those that arraysim answers have them, and of those that it does not model. */
function methodsOf(name: string): [string, MethodSpec][] {
  const answered = methodNames.map(factsOf).filter(({ className }) => className === name);
  const others: Readonly<Record<string, UnmodelledMethods[string]>> = unmodelled;
  const all = { ...others[name], ...Object.fromEntries(answered.map((facts) => [facts.name, facts])) };
  return Object.entries(all).sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}

/** Only where the release has it; WMI's own are in all of them. */
function superclassIn(version: Version, { superclass }: ClassSpec, specs: Specs): string | null {
  if (superclass === undefined) return null;
  const since = specs.get(superclass)?.since;
  return since === undefined || atLeast(version, since) ? superclass : null;
}

/** @param of the releases that have the class which the properties are for */
function propertiesOf(
  name: string,
  spec: ClassSpec,
  version: Version,
  of: readonly Version[],
  specs: Specs,
): PropertyModel[] {
  const above = spec.superclass === undefined ? undefined : specs.get(spec.superclass);
  const inherited =
    spec.superclass === undefined || above === undefined
      ? []
      : propertiesOf(spec.superclass, above, version, of, specs);
  const inheriting = superclassIn(version, spec, specs) !== null;
  const own = Object.entries(spec.properties).map(([property, text]): PropertyModel => {
    const parts = partsOf(text);
    const origin = Object.entries(spec.inherited ?? {}).find(([, names]) => names.includes(property));
    return Object.freeze({
      ...typeOf(property, parts, of),
      key: parts.words.has('key'),
      required: parts.words.has('required'),
      writable: parts.words.has('write'),
      declaredBy: origin?.[0] ?? name,
      values: Object.freeze(spec.values?.[property] ?? null),
    });
  });
  return [
    ...inherited.map((property) => (inheriting ? property : Object.freeze({ ...property, declaredBy: name }))),
    ...own.filter((property) => property.versions.includes(version)),
  ];
}

function methodOf(name: string, spec: MethodSpec, version: Version, of: readonly Version[]): MethodModel {
  const having = between(of, spec.since, spec.until);
  const parameters = Object.entries(spec.parameters)
    .map(([parameter, text]) => parameterOf(parameter, text, having))
    .filter((parameter) => parameter.versions.includes(version));
  return Object.freeze({ name, versions: having, parameters: Object.freeze(parameters) });
}

function parameterOf(name: string, text: ParameterText, of: readonly Version[]): ParameterModel {
  const parts = partsOf(text);
  const { words } = parts;
  const direction = words.has('out') ? (words.has('in') ? 'inout' : 'out') : 'in';
  return Object.freeze({ ...typeOf(name, parts, of), direction, optional: words.has('optional') });
}

function typeOf(name: string, { type, of, array, since, until }: Parts, having: readonly Version[]) {
  return { name, type, of, array, versions: between(having, since, until) };
}

function between(of: readonly Version[], since?: Version, until?: Version): readonly Version[] {
  return Object.freeze(
    of.filter((one) => (since === undefined || atLeast(one, since)) && (until === undefined || atLeast(until, one))),
  );
}
