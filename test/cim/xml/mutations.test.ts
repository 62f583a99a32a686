import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReply } from '../../../src/cim/xml/client/readReply.js';
import { type HttpRequest, readRequest } from '../../../src/cim/xml/readRequest.js';
import { writeReply } from '../../../src/cim/xml/writeReply.js';
import { served } from '../operations/asked.js';
import { violations } from './dtd.js';
import { className, extrinsic, instanceName, intrinsic, value } from './messages.js';

// Whatever comes in is read or refused, and what was read is answered in a form that keeps the rules.

const { perform, array } = served();
const volume = array.volume('db').id;
const reference = `<VALUE.REFERENCE>${instanceName('MSFT_SMPool', array.pool('gold').id)}</VALUE.REFERENCE>`;
const requests: readonly HttpRequest[] = [
  intrinsic('GetInstance', { InstanceName: instanceName('MSFT_SMStorageVolume', volume) }),
  intrinsic('EnumerateInstances', { ClassName: className('MSFT_SMPool'), DeepInheritance: value('TRUE') }),
  intrinsic('Associators', { ObjectName: instanceName('MSFT_SMStorageVolume', volume), Role: value('Child') }),
  intrinsic('OpenEnumerateInstances', { ClassName: className('MSFT_SMPool'), MaxObjectCount: value('1') }),
  intrinsic('GetClass', { ClassName: className('MSFT_SMPoolToVolume') }),
  intrinsic('ExecQuery', { QueryLanguage: value('WQL'), Query: value('SELECT * FROM MSFT_SMPool') }),
  extrinsic('GetSupportedFeatures', '', volume),
  extrinsic(
    'CreateClone',
    `<PARAMVALUE NAME="ElementName" PARAMTYPE="string"><VALUE></VALUE></PARAMVALUE><PARAMVALUE NAME="TargetPool">${reference}</PARAMVALUE><PARAMVALUE NAME="E" EmbeddedObject="instance"><VALUE>&lt;INSTANCE CLASSNAME="E"/&gt;</VALUE></PARAMVALUE>`,
    volume,
  ),
];

/** What stands in for a piece of a document. */
const pieces = fc.oneof(
  fc.uint8Array({ maxLength: 4 }),
  fc
    .constantFrom(
      ...[
        '<',
        '>',
        '&',
        '"',
        '/',
        ' ',
        '\0',
        '\u0001',
        '\ufffe',
        'é',
        '😀',
        '&#0;',
        '&#xD800;',
        '&#65;',
        '&lt;',
        ']]>',
      ],
      ...[
        '<!--',
        '<![CDATA[',
        '<!DOCTYPE x>',
        '<?x?>',
        '<VALUE/>',
        '<VALUE.NULL/>',
        '<INSTANCE CLASSNAME="C"/>',
        ' NAME="x"',
      ],
      ...['</VALUE>', '<VALUE.ARRAY>', '<CLASSNAME NAME="__proto__"/>', 'TRUE', '-1', '99999999999', '%ZZ', ','],
    )
    .map((text) => new TextEncoder().encode(text)),
);
const mutation = fc.record({ at: fc.nat(), takes: fc.oneof(fc.constant(0), fc.nat(30)), piece: pieces });

function mutated(body: Uint8Array, changes: readonly { at: number; takes: number; piece: Uint8Array }[]): Uint8Array {
  return changes.reduce((bytes, { at, takes, piece }) => {
    const from = at % (bytes.length + 1);
    return Uint8Array.from([...bytes.subarray(0, from), ...piece, ...bytes.subarray(from + takes)]);
  }, body);
}

describe('for all mutations of valid requests', () => {
  test('each is refused, or answered by the rules', () => {
    const outcomes = new Map<string, number>();
    const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    fc.assert(
      fc.property(
        fc.constantFrom(...requests),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        (request, changes) => {
          const read = readRequest({ ...request, body: mutated(request.body, changes) });
          if (read.kind === 'refused') {
            expect([400, 413, 501]).toContain(read.status);
            count(String(read.cimError));
            return;
          }
          const result = perform(read.request.operation, { namespace: read.request.namespace });
          if (result.kind === 'inFlight' || result.kind === 'noReply') throw new Error(result.kind);
          expect(violations(writeReply(read.envelope, result, { host: 'h' }).body)).toEqual([]);
          count(result.kind);
        },
      ),
      { numRuns: 1000, seed: 20 },
    );
    // Both ways were taken, and many of their kinds.
    for (const outcome of ['request-not-well-formed', 'request-not-valid', 'header-mismatch', 'status', 'instance'])
      expect([outcome, outcomes.get(outcome) ?? 0]).not.toEqual([outcome, 0]);
  });

  test('of headers, likewise', () => {
    const [request] = requests;
    const header = fc.constantFrom('cimobject', 'cimmethod', 'cimoperation', 'cimprotocolversion', 'content-type');
    const headerText = fc.string({ unit: fc.constantFrom(...'ab%Z2F:/.",é\xff\x80; =') });
    fc.assert(
      fc.property(header, headerText, (name, text) => {
        const headers = { ...request?.headers, [name]: text };
        expect(readRequest({ headers, body: request?.body ?? new Uint8Array() }).kind).toBe('refused');
      }),
      { numRuns: 300, seed: 21 },
    );
  });
});

test('for all mutations of replies, a client reads something', () => {
  const replies = requests.flatMap((request) => {
    const read = readRequest(request);
    if (read.kind === 'refused') return [];
    const result = perform(read.request.operation, { namespace: read.request.namespace });
    if (result.kind === 'inFlight' || result.kind === 'noReply') return [];
    return [{ envelope: read.envelope, ...writeReply(read.envelope, result, { host: 'h' }) }];
  });
  expect(replies).toHaveLength(requests.length);
  fc.assert(
    fc.property(fc.constantFrom(...replies), fc.array(mutation, { minLength: 1, maxLength: 4 }), (reply, changes) => {
      const body = mutated(new TextEncoder().encode(reply.body), changes);
      const read = readReply({ status: 200, headers: { 'content-type': 'text/xml' }, body }, reply.envelope);
      expect(['status', 'items', 'answer', 'unreadable']).toContain(read.kind);
    }),
    { numRuns: 1000, seed: 22 },
  );
});
