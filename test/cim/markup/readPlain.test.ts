import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Element } from '../../../src/cim/markup/element.js';
import { MarkupError, parsed } from '../../../src/cim/markup/read.js';
import { readPlain } from '../../../src/cim/markup/readPlain.js';

const limits = { depth: 5, elements: 12, attributes: 3, characters: 20 };

/** What the parser makes of it; null where it refuses. */
function byParser(text: string, namespaces = false): Element | null {
  try {
    return asRead(parsed(text, limits, namespaces));
  } catch (error) {
    if (error instanceof MarkupError) return null;
    throw error;
  }
}

/** The parser's attributes have their prefix as well. */
function asRead({ attributes, children, ...rest }: Element): Element {
  const named = attributes.map(({ name, local, uri, value }) => ({ name, local, uri, value }));
  return { ...rest, attributes: named, children: children.map(asRead) };
}

const usual =
  '<?xml version="1.0" encoding="utf-8"?>\n<A B="1" C=">">\n <D/>x<E F="é"></E> &amp;&lt;&gt;&quot;&apos;</A>\n';

test('a usual document is read as the parser reads it', () => {
  expect(readPlain(usual, limits, false)).toEqual(byParser(usual));
  expect(byParser(usual)).toMatchObject({ name: 'A', text: `\n x &<>"'`, children: [{ name: 'D' }, { name: 'E' }] });
});

describe('is left to the parser', () => {
  test.each([
    ...[
      '',
      ' ',
      'x',
      '<A>',
      '</A>',
      '<A></B>',
      '<A/><B/>',
      '<A/>x',
      'x<A/>',
      '<A',
      '<A B>',
      '<A B="1"C="2"/>',
      '<A B="1" B="2"/>',
    ],
    ...[
      '<A B="<"/>',
      '<A B="&amp;"/>',
      "<A B='1'/>",
      '<A B="\t"/>',
      '<A B="\n"/>',
      '<A\nB="1"/>',
      '<A></A >',
      '<É/>',
      '<A é="1"/>',
    ],
    ...[
      '<A>&#65;</A>',
      '<A>&x;</A>',
      '<A>&</A>',
      '<A>&amp</A>',
      '<A>]]></A>',
      '<A><![CDATA[x]]></A>',
      '<A><!-- x --></A>',
      '<A><?x?></A>',
    ],
    ...[
      '<!DOCTYPE A><A/>',
      ' <?xml version="1.0"?><A/>',
      '<?xml version="1.1"?><A/>',
      '<?xml?><A/>',
      '<A>\r</A>',
      '<A>\0</A>',
      '<A>😀</A>',
      '<A>\ufffe</A>',
    ],
    ...['<A>\ud800</A>', '<A>&</A>;', '<A ></ A>', '</A><A/>', '<<A/>', '<A//>', '<A/ >', '<A B=""="x"/>'],
  ])('%j', (text) => expect(readPlain(text, limits, false)).toBeNull());

  test.each([
    ['a depth', '<A>'.repeat(6) + '</A>'.repeat(6)],
    ['elements', `<A>${'<B/>'.repeat(12)}</A>`],
    ['attributes', '<A B="" C="" D="" E=""/>'],
    ['a text', `<A>${'x'.repeat(21)}</A>`],
    ['a text in pieces', `<A>${'x'.repeat(15)}<B/>${'x'.repeat(6)}</A>`],
    ['a value', `<A B="${'x'.repeat(21)}"/>`],
  ])('more than the limits allow: %s', (_, text) => {
    expect(readPlain(text, limits, false)).toBeNull();
    expect(byParser(text)).toBeNull();
  });

  test.each([
    ['a depth', '<A>'.repeat(5) + '</A>'.repeat(5)],
    ['elements', `<A>${'<B/>'.repeat(11)}</A>`],
    ['attributes', '<A B="" C="" D=""/>'],
    ['a text', `<A>${'x'.repeat(20)}</A>`],
  ])('but not what they allow: %s', (_, text) => expect(readPlain(text, limits, false)).toEqual(byParser(text)));
});

const pieces = fc.constantFrom(
  ...[
    '<A>',
    '</A>',
    '<B>',
    '</B>',
    '<A/>',
    '<B x="1" y="2"/>',
    '<B x="1" x="2"/>',
    '<A x=">">',
    'text',
    ' ',
    '\n',
    '\t',
    '\r',
  ],
  ...[
    '&amp;',
    '&lt;',
    '&bad;',
    '&#65;',
    '&',
    ';',
    '<',
    '>',
    '/',
    '"',
    "'",
    '=',
    ' z="',
    '\0',
    'é',
    '\u0085',
    '\u2028',
    '😀',
  ],
  ...[
    '\ud800',
    ']]>',
    ']]',
    '<!---->',
    '<![CDATA[',
    '<?p?>',
    '<!DOCTYPE A>',
    '<?xml version="1.0"?>',
    '-',
    '.',
    ':',
    '_',
    '1',
  ],
  ...[
    '__proto__="1"',
    'p:',
    'q:',
    'xml:',
    ' p:x="1"',
    ' xmlns="u"',
    ' xmlns=""',
    ' xmlns:p="u"',
    ' xmlns:q="u"',
    ' xmlns:q=""',
  ],
  ...[
    '<p:A>',
    '</p:A>',
    '<q:B/>',
    '<p:A xmlns:p="u">',
    '<A xmlns="v">',
    '<B xmlns:p="u" xmlns:q="u" p:x="" q:x=""/>',
    '<xmlns:A/>',
  ],
  ...[
    ' xmlns:xml="u"',
    ' xmlns:p="http://www.w3.org/2000/xmlns/"',
    ' xmlns:p=" u "',
    ' xml:lang="en"',
    ' xmlns:xmlns="u"',
  ],
);

const named = '<p:A xmlns:p="u" xmlns="v" p:x="1">t<B><C xmlns="w" p:z="3"/></B></p:A>';

test('names stand for what the document says they do', () => {
  const read = readPlain(named, limits, true);
  expect(read).toEqual(byParser(named, true));
  expect(read).toMatchObject({ name: 'p:A', local: 'A', uri: 'u', children: [{ uri: 'v', children: [{ uri: 'w' }] }] });
});

test.each([false, true])(
  'for all documents, it reads what the parser reads, or leaves it; namespaces: %s',
  (namespaces) => {
    let read = 0;
    const whole = namespaces ? named : usual;
    const documents = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
      fc.array(pieces, { maxLength: 8 }).map((all) => `<A>${all.join('')}</A>`),
      fc.array(pieces, { maxLength: 5 }).map((all) => `<p:A xmlns:p="u"${all.join('')}/>`),
      fc.tuple(fc.nat(), fc.nat(4), pieces).map(([at, takes, piece]) => {
        const from = at % (whole.length + 1);
        return whole.slice(0, from) + piece + whole.slice(from + takes);
      }),
    );
    fc.assert(
      fc.property(documents, (text) => {
        const plain = readPlain(text, limits, namespaces);
        if (plain === null) return;
        read++;
        expect(plain).toEqual(byParser(text, namespaces));
      }),
      { numRuns: 5000, seed: 30 },
    );
    expect(read).toBeGreaterThan(200);
  },
);
