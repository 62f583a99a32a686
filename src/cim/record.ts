import { relativePath } from '../store/objectPath.js';
import { keysOf } from './classesOf.js';
import type { ClassModel, PropertyModel } from './classModel.js';

/** Makes an instance of what a source says: with every property of the class in the documents' order, and frozen. */
export function recordOf(model: ClassModel, modelled: object): Readonly<Record<string, unknown>> {
  // Looked at by the names of properties only.
  const values = modelled as Readonly<Record<string, unknown>>;
  const record: Record<string, unknown> = Object.create(systemPropertiesOf(model));
  for (const { property, describes } of planOf(model)) {
    const value =
      describes === undefined ? values[property.name] : inWords(property, describes, values[describes.name]);
    // An array may be one that others read, too.
    record[property.name] = Array.isArray(value) ? Object.freeze([...value]) : (value ?? null);
  }
  return Object.freeze(record);
}

/** What WMI says of any instance beside its properties: shared by those of a class, which is why it is no part of the record. */
function systemPropertiesOf(model: ClassModel): object {
  const known = systemProperties.get(model);
  if (known !== undefined) return known;
  const keys = keysOf(model);
  const made = Object.freeze({
    __CLASS: model.name,
    get __RELPATH() {
      // Asked of a record, which has its keys.
      const record = this as unknown as Readonly<Record<string, string>>;
      return relativePath(
        model.name,
        keys.map((name) => [name, record[name] ?? '']),
      );
    },
  });
  systemProperties.set(model, made);
  return made;
}

const systemProperties = new WeakMap<ClassModel, object>();

interface Planned {
  readonly property: PropertyModel;
  /** The property whose values this one says in words. */
  readonly describes: PropertyModel | undefined;
}

/** Found out once a class and release. */
const plans = new WeakMap<ClassModel, readonly Planned[]>();

function planOf(model: ClassModel): readonly Planned[] {
  const known = plans.get(model);
  if (known !== undefined) return known;
  const plan = model.properties.map((property) => {
    const of = subjectOf(property.name);
    return { property, describes: model.properties.find(({ name, values }) => name === of && values !== null) };
  });
  plans.set(model, plan);
  return plan;
}

/** 'CopyType' of 'CopyTypeDescription'; a status alone is the operational one. */
function subjectOf(property: string): string | undefined {
  const subject = /^(\w+)Descriptions?$/.exec(property)?.[1];
  return subject === 'Status' ? 'OperationalStatus' : subject;
}

function inWords({ array }: PropertyModel, { values }: PropertyModel, value: unknown): string | string[] | null {
  const said = (Array.isArray(value) ? value : [value]).flatMap((one) => values?.[String(one)] ?? []);
  if (array) return said;
  return said.length === 0 ? null : said.join(', ');
}
