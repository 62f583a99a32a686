import { demandText } from '../vocabulary/input/arguments.js';
import { BadInputError, badInput } from '../vocabulary/input/badInput.js';
import { atLeast, type Version, versions } from '../vocabulary/versions.js';
import type { ClassModel } from './classModel.js';
import { classOf } from './classOf.js';
import { type ClassName, classSpecs } from './model/classSpecs.js';
import type { ClassSpec } from './model/specNotation.js';

/** All classes that a release has, by name. */
export function classesOf(version: Version): readonly ClassModel[] {
  checkVersion(version);
  return namesIn(version).map((name) => classNamed(name, version));
}

/** A class as a release has it.
 * @throws BadInputError when no class has that name, or not in that release
 */
export function classNamed(name: string, version: Version): ClassModel {
  demandText(name, 'class', 'the name of a class: MSFT_SMStorageVolume');
  const known = models.get(version) ?? modelsIn(version);
  const found = known.get(name);
  if (found !== undefined) return found;
  // Any name may be asked for.
  const asked = name as ClassName;
  const spec = specs().get(asked);
  if (spec === undefined) return unknownClass(name, version);
  if (!atLeast(version, spec.since)) {
    const having = versions.filter((one) => atLeast(one, spec.since)).join(' and ');
    const expected = `a class that Windows Server ${version} has; this one is there in ${having}`;
    return badInput({ field: 'class', value: name, expected });
  }
  const model = classOf(asked, spec, version, specs());
  known.set(name, model);
  return model;
}

/** The names of a class's keys, in order. */
export function keysOf(model: Pick<ClassModel, 'properties'>): readonly string[] {
  let known = keysByProperties.get(model.properties);
  if (known === undefined) {
    known = model.properties.filter(({ key }) => key).map((property) => property.name);
    keysByProperties.set(model.properties, known);
  }
  return known;
}

const keysByProperties = new WeakMap<ClassModel['properties'], readonly string[]>();

/** Classes that were asked for, by release: reading one instance is not to cost all classes. */
const models = new Map<Version, Map<string, ClassModel>>();

function modelsIn(version: Version): Map<string, ClassModel> {
  checkVersion(version);
  const none = new Map<string, ClassModel>();
  models.set(version, none);
  return none;
}

function checkVersion(version: Version): void {
  if (versions.includes(version)) return;
  badInput({ field: 'version', value: version, expected: `one of ${versions.join(', ')}`, among: versions });
}

let specsByName: ReadonlyMap<ClassName, ClassSpec> | undefined;

function specs(): ReadonlyMap<ClassName, ClassSpec> {
  // The keys are the names of the classes.
  specsByName ??= new Map(Object.entries(classSpecs()) as [ClassName, ClassSpec][]);
  return specsByName;
}

function namesIn(version: Version): ClassName[] {
  const names = [...specs()].filter(([, spec]) => atLeast(version, spec.since)).map(([name]) => name);
  return names.sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
}

function unknownClass(name: string, version: Version): never {
  const among = namesIn(version);
  const expected = `one of the ${among.length} classes of Windows Server ${version}`;
  // Right but for its case, or without what nearly all of them begin with.
  const meant = among.find((one) => [one, one.slice('MSFT_SM'.length)].some((word) => equal(word, name)));
  if (meant !== undefined) throw new BadInputError({ field: 'class', value: name, expected, suggestion: meant });
  return badInput({ field: 'class', value: name, expected, among });
}

const equal = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
