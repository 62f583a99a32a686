import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actions, classesOfDmtf, dialects } from '../../../src/cim/wsman/names.js';
import { readRequest } from '../../../src/cim/wsman/readRequest.js';
import { share } from '../../properties/environment.js';
import { checked, envelope, soap, storage, volumeUri } from './messages.js';

const reference = `<wsa:Address>x</wsa:Address><wsa:ReferenceParameters><wsman:ResourceURI>${classesOfDmtf}MSFT_SMPool</wsman:ResourceURI><wsman:SelectorSet><wsman:Selector Name="ObjectId">{p}:gold</wsman:Selector></wsman:SelectorSet></wsa:ReferenceParameters>`;
const selectors = [
  ['__cimnamespace', storage],
  ['ObjectId', '{v}:db'],
] as const;
const all = 'http://schemas.dmtf.org/wbem/wscim/1/*';

const valid: readonly string[] = [
  envelope({ action: actions.get, selectors }),
  envelope({
    action: `${volumeUri}/CreateClone`,
    selectors,
    more: '<wsman:MaxEnvelopeSize>51200</wsman:MaxEnvelopeSize><wsman:OperationTimeout>PT60S</wsman:OperationTimeout>',
    body: `<p:CreateClone_INPUT xmlns:p="${volumeUri}"><p:ElementName>a&amp;b&#xE4;</p:ElementName><p:TargetPool>${reference}</p:TargetPool><p:username xsi:nil="true"/></p:CreateClone_INPUT>`,
  }),
  envelope({
    action: actions.put,
    selectors,
    body: `<p:MSFT_SMStorageVolume xmlns:p="${volumeUri}"><p:A>1</p:A><p:A>2</p:A></p:MSFT_SMStorageVolume>`,
  }),
  envelope({
    action: actions.enumerate,
    uri: all,
    body: `<wsen:Enumerate><wsman:OptimizeEnumeration/><wsman:MaxElements>20</wsman:MaxElements><wsman:Filter Dialect="${dialects.associations}"><wsmb:AssociatedInstances><wsmb:Object>${reference}</wsmb:Object></wsmb:AssociatedInstances></wsman:Filter></wsen:Enumerate>`,
  }),
  envelope({
    action: actions.enumerate,
    uri: all,
    body: `<wsen:Enumerate><wsman:Filter Dialect="${dialects.wql}">select * from MSFT_SMPool</wsman:Filter></wsen:Enumerate>`,
  }),
  envelope({
    action: actions.pull,
    body: '<wsen:Pull><wsen:EnumerationContext>both:root:x</wsen:EnumerationContext><wsen:MaxElements>2</wsen:MaxElements></wsen:Pull>',
  }),
];

const piece = fc.constantFrom(
  '<',
  '>',
  '/',
  '"',
  '&',
  '&#0;',
  ' ',
  '\0',
  ']]>',
  '<![CDATA[',
  '<!--',
  '<?',
  '<!DOCTYPE a>',
  'xmlns:',
  'xsi:nil="true" ',
  '0',
  '-',
  ':',
  '\ufffe',
  'ä',
);
const mutation = fc.record({
  at: fc.nat(),
  length: fc.nat({ max: 60 }),
  piece: fc.option(piece),
  byte: fc.option(fc.nat({ max: 255 })),
});

/** Cuts a part out, moves a part, puts something in, changes a byte. */
function mutated(
  text: string,
  changes: readonly { at: number; length: number; piece: string | null; byte: number | null }[],
): Uint8Array {
  let now = text;
  for (const { at, length, piece: inserted } of changes) {
    const from = at % (now.length + 1);
    const cut = now.slice(from, from + length);
    const without = now.slice(0, from) + now.slice(from + length);
    const to = (at * 7) % (without.length + 1);
    now =
      inserted === null
        ? without.slice(0, to) + cut + without.slice(to)
        : now.slice(0, from) + inserted + now.slice(from + (length % 3));
  }
  const bytes = new TextEncoder().encode(now);
  const [change] = changes;
  if (change?.byte != null && bytes.length > 0) bytes[change.at % bytes.length] = change.byte;
  return bytes;
}

/** Takes a part that has no elements in it out, doubles it, or gives it another text: the document stays well-formed. */
function changed(text: string, changes: readonly { at: number; how: 'without' | 'twice' | string }[]): string {
  return changes.reduce((now, { at, how }) => {
    const leaves = [...now.matchAll(/<([\w:]+)[^<>]*>([^<>]*)<\/\1>/g)];
    const leaf = leaves[at % leaves.length];
    if (leaf === undefined) return now;
    const [whole, , inside = ''] = leaf;
    const other =
      how === 'without' ? '' : how === 'twice' ? whole + whole : whole.replace(`>${inside}<`, () => `>${how}<`);
    return now.slice(0, leaf.index) + other + now.slice(leaf.index + whole.length);
  }, text);
}

const leafChange = fc.record({
  at: fc.nat(),
  how: fc.constantFrom(
    'without',
    'twice',
    '',
    '0',
    '*',
    'x',
    actions.get,
    actions.pull,
    volumeUri,
    all,
    'PT1S',
    '__proto__',
    '&#10;',
  ),
});

const seen = { request: 0, identify: 0, refused: 0 };
function isAnswered(body: Uint8Array): void {
  const reading = readRequest({ contentType: soap, body, replyId: 'uuid:reply' });
  seen[reading.kind]++;
  if (reading.kind === 'refused') checked(reading.reply);
}

test('for all requests with bytes that are wrong there is a request, a fault that keeps the rules, or a refusal', () => {
  const changes = fc.array(mutation, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...valid), changes, (text, all) => isAnswered(mutated(text, all))),
    share(10),
  );
});

test('likewise for all that are well-formed, and have parts that are missing, doubled, or others', () => {
  const changes = fc.array(leafChange, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.constantFrom(...valid), changes, (text, all) =>
      isAnswered(new TextEncoder().encode(changed(text, all))),
    ),
    share(5),
  );
  expect(Math.min(seen.request, seen.refused)).toBeGreaterThan(50);
});

test('for all bytes and content types there is an answer', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom(soap, 'text/xml;charset=UTF-16', 'text/xml;charset=utf-16be', 'a', undefined),
      (body, contentType) => {
        expect(readRequest({ contentType, body, replyId: 'uuid:reply' }).kind).toBe('refused');
      },
    ),
    share(2),
  );
});
