import { type Document, isScalar, Lexer, LineCounter, parseDocument, visit } from 'yaml';
import { badInput } from '../../vocabulary/input/badInput.js';
import { Places } from './places.js';

/** Deeper than any scenario nests its braces, or its dashes on one line; a parser's stack holds far more. */
const nestingLimit = 16;

/** Reads a YAML document into plain data; keys may not repeat, and every tag and alias has to be known.
 * @returns also where in the text each field stands
 * @throws BadInputError whose field is `<file>:<line>:<column>`
 */
export function readYaml(text: string, file: string): { readonly data: unknown; readonly places: Places } {
  const name = file === '' ? 'scenario' : file;
  refuseDeepNesting(text, name);
  const lineCounter = new LineCounter();
  // The parser's own search for repeated keys compares each with each: minutes, for a mapping of many thousand keys.
  const document = parseDocument(text, { lineCounter, uniqueKeys: false, logLevel: 'error' });
  const refuse = (offset: number, expected: string): never => {
    const { line, col } = lineCounter.linePos(offset);
    const value = text.split(/\r?\n/)[line - 1]?.trim() ?? '';
    return badInput({ field: `${name}:${line}:${col}`, value, expected });
  };
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) {
    // The message ends with the place and a picture of it; both are said by the field and the value.
    const reason = fault.message.replace(/ at line \d+, column \d+:[\s\S]*$/, '');
    return refuse(fault.pos[0], `YAML that can be read (${reason})`);
  }
  const repeated = repeatedKey(document);
  if (repeated !== undefined) return refuse(repeated, 'each key once in one mapping');
  try {
    const data: unknown = document.toJS({ maxAliasCount: 100 });
    if (holdsItself(data)) badInput({ field: name, value: 'an alias', expected: 'an alias of what does not hold it' });
    return { data, places: new Places(document, lineCounter, text) };
  } catch (error) {
    // The only errors left are aliases without an anchor, or with too many uses of it.
    if (!(error instanceof ReferenceError)) throw error;
    return badInput({ field: name, value: 'an alias', expected: `YAML that can be read (${error.message})` });
  }
}

/** Whether data hold themselves, as an alias inside of what it stands for makes them. */
function holdsItself(data: unknown, above = new Set<unknown>(), judged = new Set<unknown>()): boolean {
  if (typeof data !== 'object' || data === null || judged.has(data)) return above.has(data);
  judged.add(data);
  above.add(data);
  const found = Object.values(data).some((member) => holdsItself(member, above, judged));
  above.delete(data);
  return found;
}

/** Where in the text a key stands that its mapping has already. */
function repeatedKey(document: Document.Parsed): number | undefined {
  let found: number | undefined;
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        // A key that is no scalar is told by the schema: no name is written so.
        if (!isScalar(key)) continue;
        if (seen.has(String(key.value))) {
          found = key.range?.[0] ?? 0;
          return visit.BREAK;
        }
        seen.add(String(key.value));
      }
      return undefined;
    },
  });
  return found;
}

/** The parser calls itself for every level, and a text of nothing but brackets would end the process. */
function refuseDeepNesting(text: string, name: string): void {
  let line = 1;
  let braces = 0;
  let dashes = 0;
  for (const token of new Lexer().lex(text)) {
    if (token.includes('\n')) {
      line += token.split('\n').length - 1;
      dashes = 0;
    } else if (token === '[' || token === '{') braces++;
    else if (token === ']' || token === '}') braces--;
    else if (token === '-' || token === '?') dashes++;
    if (braces <= nestingLimit && dashes <= nestingLimit) continue;
    const expected = `at most ${nestingLimit} levels (nestingLimit) of brackets, or of dashes on one line`;
    badInput({ field: `${name}:${line}:1`, value: text.split('\n')[line - 1]?.trim() ?? '', expected });
  }
}
