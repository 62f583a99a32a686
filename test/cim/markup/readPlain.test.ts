import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Element } from '../../../src/cim/markup/element.js';
import { MarkupError, parsed } from '../../../src/cim/markup/read.js';
import { readPlain } from '../../../src/cim/markup/readPlain.js';

const limits = { depth: 5, elements: 12, attributes: 3, characters: 20 };

/** What the parser makes of it; null where it refuses. */
function byParser(text: string): Element | null {
  try {
    return parsed(text, limits, false);
  } catch (error) {
    if (error instanceof MarkupError) return null;
    throw error;
  }
}

const usual =
  '<?xml version="1.0" encoding="utf-8"?>\n<A B="1" C=">">\n <D/>x<E F="é"></E > &amp;&lt;&gt;&quot;&apos;</A>\n'.replace(
    '</E >',
    '</E>',
  );

test('a usual document is read as the parser reads it', () => {
  expect(readPlain(usual, limits)).toEqual(byParser(usual));
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
      '<A:B/>',
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
  ])('%j', (text) => expect(readPlain(text, limits)).toBeNull());

  test.each([
    ['a depth', '<A>'.repeat(6) + '</A>'.repeat(6)],
    ['elements', `<A>${'<B/>'.repeat(12)}</A>`],
    ['attributes', '<A B="" C="" D="" E=""/>'],
    ['a text', `<A>${'x'.repeat(21)}</A>`],
    ['a text in pieces', `<A>${'x'.repeat(15)}<B/>${'x'.repeat(6)}</A>`],
    ['a value', `<A B="${'x'.repeat(21)}"/>`],
  ])('more than the limits allow: %s', (_, text) => {
    expect(readPlain(text, limits)).toBeNull();
    expect(byParser(text)).toBeNull();
  });

  test.each([
    ['a depth', '<A>'.repeat(5) + '</A>'.repeat(5)],
    ['elements', `<A>${'<B/>'.repeat(11)}</A>`],
    ['attributes', '<A B="" C="" D=""/>'],
    ['a text', `<A>${'x'.repeat(20)}</A>`],
  ])('but not what they allow: %s', (_, text) => expect(readPlain(text, limits)).toEqual(byParser(text)));
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
    '\ud800',
  ],
  ...[
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
    '__proto__="1"',
  ],
);

test('for all documents, it reads what the parser reads, or leaves it to the parser', () => {
  let read = 0;
  const documents = fc.oneof(
    fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
    fc.array(pieces, { maxLength: 8 }).map((all) => `<A>${all.join('')}</A>`),
    fc.tuple(fc.nat(), fc.nat(4), pieces).map(([at, takes, piece]) => {
      const from = at % (usual.length + 1);
      return usual.slice(0, from) + piece + usual.slice(from + takes);
    }),
  );
  fc.assert(
    fc.property(documents, (text) => {
      const plain = readPlain(text, limits);
      if (plain === null) return;
      read++;
      expect(plain).toEqual(byParser(text));
    }),
    { numRuns: 5000, seed: 30 },
  );
  expect(read).toBeGreaterThan(200);
});
