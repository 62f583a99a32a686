import type { Typed } from '../classModel.js';
import { wasEver } from '../instances.js';
import type { ClassName } from '../model/classSpecs.js';
import { classOfName, propertyNamed } from './classes.js';
import { referredId, type Scope } from './objects.js';
import { refuse, shown } from './refusal.js';
import type { SentInstance, SentPath, SentValue } from './requests.js';

/** What a class model says of a value. */
type Of = Pick<Typed, 'name' | 'type' | 'of' | 'array'>;

/** Reads a value that was sent, as the library takes it: a uint64 as a bigint, a reference as an ObjectId, an instance as a record.
 * @throws CimRefusal for what is not of its type
 */
export function readValue(scope: Scope, typed: Of, value: SentValue): unknown {
  if (value === null) return null;
  const { name, array } = typed;
  // Where an array is told by repetition, one of a single value looks like that value.
  if (!isList(value)) return array ? [readOne(scope, typed, value)] : readOne(scope, typed, value);
  if (!array) return mismatch(name, 'one value, not an array');
  return value.map((one) =>
    one === null || isList(one) ? mismatch(name, 'an array of values') : readOne(scope, typed, one),
  );
}

type One = Exclude<SentValue, null | readonly SentValue[]>;

function isList(value: SentValue): value is readonly SentValue[] {
  return Array.isArray(value);
}

function readOne(scope: Scope, { name, type, of }: Of, value: One): unknown {
  switch (type) {
    case 'ref':
      return value.kind === 'path'
        ? reference(scope, value, of ?? '', name)
        : mismatch(name, `a reference to an ${of}`);
    case 'object':
      return value.kind === 'instance' ? record(scope, name, of ?? '', value) : mismatch(name, `an instance of ${of}`);
    default:
      if (value.kind !== 'text') return mismatch(name, `a ${type}`);
      if (value.type !== null && value.type.toLowerCase() !== type)
        return mismatch(name, `a ${type}, not ${shown(value.type)}`);
      return readText(name, type, value.text);
  }
}

/** An ObjectId; one that the array never gave as a path, because the library takes other texts for names. */
function reference(scope: Scope, path: SentPath, of: string, name: string): string {
  const id = referredId(scope, path, of, name);
  // References name instances of the documents' classes.
  return id === '' || wasEver(scope.array, of as ClassName, id)
    ? id
    : `${of}.ObjectId="${id.replace(/["\\]/g, '\\$&')}"`;
}

function record(scope: Scope, name: string, of: string, { className, properties }: SentInstance): unknown {
  const model = classOfName(scope.classes, className);
  const wanted = scope.classes.named(of);
  if (wanted === undefined || !scope.classes.isA(model, wanted)) return mismatch(name, `an instance of ${of}`);
  const values = properties.map(({ name: sent, value }) => {
    const property = propertyNamed(model, sent);
    if (property === undefined)
      return refuse('invalidParameter', 'parameter', `${model.name} has no property ${shown(sent)}`);
    return [property.name, readValue(scope, property, value)];
  });
  return Object.fromEntries(values);
}

type Text = Exclude<Typed['type'], 'ref' | 'object'>;

/** @throws CimRefusal for a text that is no value of that type */
function readText(name: string, type: Text, text: string): unknown {
  switch (type) {
    case 'string':
    case 'datetime':
      return text;
    case 'boolean':
      return booleans.get(text.trim().toLowerCase()) ?? mismatch(name, 'TRUE or FALSE');
    default:
      return whole(name, type, text);
  }
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

const ranges = {
  uint16: [0n, 2n ** 16n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  sint32: [-(2n ** 31n), 2n ** 31n - 1n],
} as const;

/** The longest number in digits, signs and zeros in front included: a longer text is none, and is not read. */
const longestNumber = 40;

function whole(name: string, type: keyof typeof ranges, text: string): number | bigint {
  const [, sign = '', digits = ''] =
    /^\s*([+-]?)(\d+|0[xX][\da-fA-F]+)\s*$/.exec(text.slice(0, longestNumber + 1)) ?? [];
  const [least, most] = ranges[type];
  if (digits === '' || text.length > longestNumber) return mismatch(name, `a ${type}, ${least} to ${most}`);
  const value = sign === '-' ? -BigInt(digits) : BigInt(digits);
  if (value < least || value > most) return mismatch(name, `a ${type}, ${least} to ${most}`);
  return type === 'uint64' ? value : Number(value);
}

function mismatch(name: string, expected: string): never {
  return refuse('typeMismatch', 'parameter', `${name} is expected to be ${expected}`);
}
