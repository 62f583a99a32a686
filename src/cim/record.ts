import { relativePath } from '../store/objectPath.js';
import { keysOf } from './classesOf.js';
import type { ClassModel } from './classModel.js';
import type { ValueMap } from './model/specNotation.js';
import { roomyRecords } from './roomyRecord.js';

/** Makes an instance of what a source says: with every property of the class in the documents' order, and frozen. */
export function recordOf(model: ClassModel, modelled: object): Readonly<Record<string, unknown>> {
  return recordsOf(model)(modelled);
}

type MakeRecord = (modelled: object) => Readonly<Record<string, unknown>>;

/** {@link recordOf} for many: found out once a class and release. */
export function recordsOf(model: ClassModel): MakeRecord {
  const known = makers.get(model);
  if (known !== undefined) return known;
  const Empty = roomyRecords(systemPropertiesOf(model));
  const properties = planOf(model);
  const made: MakeRecord = (modelled) => {
    // Looked at by the names of properties only.
    const values = modelled as Readonly<Record<string, unknown>>;
    const record = new Empty();
    for (const { name, of, words } of properties)
      record[name] = words === null ? kept(values[of]) : words.say(values[of]);
    return Object.freeze(record);
  };
  makers.set(model, made);
  return made;
}

const makers = new WeakMap<ClassModel, MakeRecord>();

/** An array may be one that others read, too. */
function kept(value: unknown): unknown {
  return Array.isArray(value) ? frozenList(value) : (value ?? null);
}

function frozenList(list: readonly unknown[]): readonly unknown[] {
  return Object.isFrozen(list) ? list : Object.freeze([...list]);
}

/** What WMI says of any instance beside its properties: shared by those of a class, which is why it is no part of the record. */
function systemPropertiesOf(model: ClassModel): object {
  const keys = keysOf(model);
  return Object.freeze({
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
}

interface Planned {
  readonly name: string;
  /** The property whose value is looked at: this one, or the one whose values it says in words. */
  readonly of: string;
  readonly words: Words | null;
}

function planOf(model: ClassModel): readonly Planned[] {
  return model.properties.map((property) => {
    const subject = subjectOf(property.name);
    const described = model.properties.find(({ name, values }) => name === subject && values !== null);
    const { name } = property;
    return described?.values == null
      ? { name, of: name, words: null }
      : { name, of: described.name, words: new Words(described.values, property.array) };
  });
}

/** 'CopyType' of 'CopyTypeDescription'; a status alone is the operational one. */
function subjectOf(property: string): string | undefined {
  const subject = /^(\w+)Descriptions?$/.exec(property)?.[1];
  return subject === 'Status' ? 'OperationalStatus' : subject;
}

type Said = string | null | readonly unknown[];

/** What the values of a property are called. */
class Words {
  /** Of single values, and of lists of one: as many as the documents name, and of none. */
  private readonly known = new Map<unknown, Said>();

  constructor(
    private readonly values: ValueMap,
    private readonly asList: boolean,
  ) {}

  say(value: unknown): Said {
    const only = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (Array.isArray(only)) return this.find(only);
    let said = this.known.get(only);
    if (said === undefined) {
      said = this.find([only]);
      if (only == null || said?.length) this.known.set(only, said);
    }
    return said;
  }

  private find(values: readonly unknown[]): Said {
    const said = values.flatMap((one) => this.values[String(one)] ?? []);
    if (this.asList) return Object.freeze(said);
    return said.length === 0 ? null : said.join(', ');
  }
}
