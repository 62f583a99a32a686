import fc from 'fast-check';
import type { PropertyModel } from '../../../src/cim/classModel.js';
import type { SentInstance, SentPath, SentText, SentValue } from '../../../src/cim/operations/requests.js';
import type { CimInstance, CimPath, CimValue } from '../../../src/cim/operations/results.js';
import { versions } from '../../../src/vocabulary/versions.js';

/** Texts that XML can carry, with all that has to be escaped. */
export const text = fc.string({
  unit: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(...'ab <>&"\'\t\n\r;]é\u2028\u0085\ufffd', '😀', ']]>', '&amp;', '&#13;', 'x'),
    },
    { weight: 1, arbitrary: fc.integer({ min: 0x20, max: 0xd7ff }).map((code) => String.fromCodePoint(code)) },
  ),
  maxLength: 12,
});

/** Names of classes, properties and keys: anything in them is escaped as well. */
export const name = fc.oneof(
  fc.constantFrom('ObjectId', 'Child', 'MSFT_SMStorageVolume', '__proto__'),
  text.filter((one) => one !== ''),
);

const namespace = fc.option(fc.constantFrom('root/x', 'root/microsoft/windows/storage/sm'));
const types = ['uint16', 'uint32', 'uint64', 'sint32', 'boolean', 'string', 'datetime'] as const;
const textType = fc.option(fc.constantFrom(...types));
const sentText = (type: fc.Arbitrary<string | null>): fc.Arbitrary<SentText> =>
  fc.record({ kind: fc.constant('text'), text, type });

function sentPath(depth: number): fc.Arbitrary<SentPath> {
  const value = depth === 0 ? sentText(textType) : fc.oneof(sentText(textType), sentPath(depth - 1));
  const named = fc.array(fc.record({ name, value }), { maxLength: 3 });
  const unnamed = fc.tuple(fc.record({ name: fc.constant(null), value }));
  return fc.record({ kind: fc.constant('path'), namespace, className: name, keys: fc.oneof(named, unnamed) });
}

/** Paths as they are sent; what an operation is about is in its own namespace. */
export const anyPath = sentPath(1);
export const path = anyPath.map((one): SentPath => ({ ...one, namespace: null }));

/** A list is of one kind, and of one type. */
function listOf(depth: number): fc.Arbitrary<SentValue> {
  const texts = textType.chain((type) => fc.array(fc.option(sentText(fc.constant(type))), { maxLength: 3 }));
  const paths = fc.array(fc.option(anyPath), { maxLength: 3 });
  return depth === 0
    ? fc.oneof(texts, paths)
    : fc.oneof(texts, paths, fc.array(fc.option(sentInstance(depth - 1)), { maxLength: 2 }));
}

/** A value as an argument. */
export function sentValue(depth = 2): fc.Arbitrary<SentValue> {
  const simple = [fc.constant(null), sentText(textType), anyPath, listOf(depth)] as const;
  return depth === 0 ? fc.oneof(...simple) : fc.oneof(...simple, sentInstance(depth - 1));
}

/** A property has a type, and no list of references. */
export function sentInstance(depth = 1): fc.Arbitrary<SentInstance> {
  const value = sentValue(depth).map((one) => (isReferences(one) ? [] : typed(one)));
  return fc.record({
    kind: fc.constant('instance'),
    className: name,
    properties: fc.array(fc.record({ name, value }), { maxLength: 3 }),
  });
}

function isReferences(value: SentValue): boolean {
  return Array.isArray(value) && value.some((one) => one !== null && one.kind === 'path');
}

function typed(value: SentValue): SentValue {
  if (Array.isArray(value)) return value.map(typed);
  return value !== null && 'kind' in value && value.kind === 'text' && value.type === null
    ? { ...value, type: 'string' }
    : value;
}

const scalars: Readonly<Record<(typeof types)[number], fc.Arbitrary<CimValue>>> = {
  uint16: fc.nat(65_535),
  uint32: fc.nat(2 ** 32 - 1),
  uint64: fc.bigInt(0n, 2n ** 64n - 1n),
  sint32: fc.integer(),
  boolean: fc.boolean(),
  string: text,
  datetime: fc.constantFrom('20160101000130.500000+000', '00000000000130.500000:000'),
};

/** A name of an instance, perhaps with another one in it. */
export function cimPath(depth = 1): fc.Arbitrary<CimPath> {
  const value = depth === 0 ? text : fc.oneof(text, cimPath(depth - 1));
  return fc.record({
    kind: fc.constant('path'),
    className: name,
    keys: fc.array(fc.record({ name, value }), { maxLength: 3 }),
  });
}

/** Instances of a class that was made up for them, with properties of all types. */
export function cimInstance(depth = 2): fc.Arbitrary<CimInstance> {
  const one = fc.constantFrom(...types, 'ref' as const, ...(depth === 0 ? [] : ['object' as const]));
  const properties = fc.uniqueArray(
    fc.record({ type: one, array: fc.boolean(), name: fc.stringMatching(/^[A-Z]\w{0,5}$/) }),
    { selector: ({ name: key }) => key, maxLength: 6 },
  );
  return properties.chain((all) => {
    const models = all.map(
      (property): PropertyModel => ({
        ...property,
        array: property.array && property.type !== 'ref',
        of: property.type === 'ref' || property.type === 'object' ? 'Other' : null,
        versions,
        key: false,
        required: false,
        writable: false,
        declaredBy: 'Made',
        values: null,
      }),
    );
    const model = { name: 'Made', kind: 'class', abstract: false, superclass: null, versions, methods: [] } as const;
    const values = Object.fromEntries(models.map((property) => [property.name, fc.option(drawnOf(property, depth))]));
    return fc.record({
      kind: fc.constant('instance'),
      model: fc.constant({ ...model, properties: models }),
      path: cimPath(),
      properties: fc.constant(models),
      values: fc.record(values),
    });
  });
}

function drawnOf({ type, array }: PropertyModel, depth: number): fc.Arbitrary<CimValue> {
  const one =
    type === 'ref'
      ? cimPath(0)
      : type === 'object'
        ? cimInstance(depth - 1).map((instance) => ({ ...instance, path: null }))
        : scalars[type];
  return array ? fc.array(fc.option(one), { maxLength: 3 }) : one;
}
