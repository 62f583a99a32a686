import type { PropertyModel } from '../classModel.js';
import { type Classes, propertyNamed } from './classes.js';
import { refuse, shown } from './refusal.js';
import type { CimClass, CimInstance, CimValue } from './results.js';

/** What a query selects. */
export interface Selection {
  readonly model: CimClass;
  /** Names of the properties to return; null means all. */
  readonly properties: readonly string[] | null;
  readonly matches: (instance: CimInstance) => boolean;
}

type Test = (values: CimInstance['values']) => boolean;

const longest = 4096;
const mostConditions = 50;
const languages = ['wql', 'dmtf:cql', 'cql'];

/** Reads `SELECT * FROM class [WHERE …]`, with what clients were seen to use: comparisons, LIKE, IS NULL, AND, OR, NOT, parentheses.
 * @throws CimRefusal for another language, and for what is no such query
 * @see DSP0202, CIM Query Language; WMI, "WQL (SQL for WMI)"
 */
export function readQuery(classes: Classes, language: string, query: string): Selection {
  if (!languages.includes(language.toLowerCase()))
    refuse(
      'queryLanguageNotSupported',
      'query',
      `queries are understood in WQL and DMTF:CQL, not in ${shown(language)}`,
    );
  if (query.length > longest) refuse('invalidQuery', 'query', `the query is longer than ${longest} characters`);
  const reader = new Reader(tokensOf(query));
  reader.demand('select');
  const names = reader.takeWord('*') ? null : reader.list();
  reader.demand('from');
  const name = reader.name();
  const model = classes.named(name) ?? refuse('invalidQuery', 'query', `there is no class ${shown(name)} here`);
  const properties = names?.map((one) => propertyOf(model, one).name) ?? null;
  const test = reader.takeWord('where') ? new Conditions(reader, model).any() : () => true;
  reader.demandEnd();
  return { model, properties, matches: ({ values }) => test(values) };
}

interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'sign';
  readonly text: string;
}

const token =
  /\s*(?:(?<word>[A-Za-z_]\w*)|(?<number>[+-]?(?:0[xX][\da-fA-F]+|\d+))|(?<sign><>|!=|<=|>=|[=<>(),*])|(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))/y;

function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  const end = query.trimEnd().length;
  while (token.lastIndex < end) {
    const from = token.lastIndex;
    const { word, number, sign, text } = token.exec(query)?.groups ?? {};
    if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else if (text !== undefined) tokens.push({ kind: 'text', text: text.slice(1, -1).replace(/\\(.)/g, '$1') });
    else refuse('invalidQuery', 'query', `the query can't be read at ${shown(query.slice(from, from + 20))}`);
  }
  return tokens;
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** A keyword or a sign, if it comes next. */
  takeWord(text: string): boolean {
    const next = this.tokens[this.at];
    const there = next !== undefined && next.kind !== 'text' && next.text.toLowerCase() === text;
    if (there) this.at++;
    return there;
  }

  demand(text: string): void {
    if (!this.takeWord(text)) this.complain(text.toUpperCase());
  }

  demandEnd(): void {
    if (this.at < this.tokens.length) this.complain('its end');
  }

  name(): string {
    const next = this.tokens[this.at++];
    return next?.kind === 'word' ? next.text : this.complainAt(this.at - 1, 'a name');
  }

  list(): string[] {
    const names = [this.name()];
    while (this.takeWord(',')) names.push(this.name());
    return names;
  }

  literal(): Token {
    const next = this.tokens[this.at++];
    return next === undefined || next.kind === 'sign' ? this.complainAt(this.at - 1, 'a value') : next;
  }

  complain(expected: string): never {
    return this.complainAt(this.at, expected);
  }

  private complainAt(at: number, expected: string): never {
    const found = this.tokens[at];
    const where = found === undefined ? 'at its end' : `at ${shown(found.text)}`;
    return refuse('invalidQuery', 'query', `${expected} is expected ${where} of the query`);
  }
}

class Conditions {
  private count = 0;

  constructor(
    private readonly reader: Reader,
    private readonly model: CimClass,
  ) {}

  any(): Test {
    const tests = [this.every()];
    while (this.reader.takeWord('or')) tests.push(this.every());
    return tests.length === 1 ? (tests[0] as Test) : (values) => tests.some((test) => test(values));
  }

  private every(): Test {
    const tests = [this.one()];
    while (this.reader.takeWord('and')) tests.push(this.one());
    return tests.length === 1 ? (tests[0] as Test) : (values) => tests.every((test) => test(values));
  }

  private one(): Test {
    const { reader } = this;
    if (++this.count > mostConditions) refuse('invalidQuery', 'query', `more than ${mostConditions} conditions`);
    if (reader.takeWord('not')) {
      const test = this.one();
      return (values) => !test(values);
    }
    if (reader.takeWord('(')) {
      const test = this.any();
      reader.demand(')');
      return test;
    }
    return this.comparison(propertyOf(this.model, reader.name()));
  }

  private comparison(property: PropertyModel): Test {
    const { reader } = this;
    if (reader.takeWord('is')) {
      const not = reader.takeWord('not');
      reader.demand('null');
      return nullTest(property, not);
    }
    if (reader.takeWord('like')) return likeTest(property, reader.literal());
    const sign = signs.find((one) => reader.takeWord(one)) ?? reader.complain('a comparison');
    const literal = reader.literal();
    if (literal.kind === 'word' && literal.text.toLowerCase() === 'null')
      return sign === '=' ? nullTest(property, false) : nullTest(property, true);
    return comparisonTest(property, sign, literal);
  }
}

const signs = ['=', '<>', '!=', '<=', '>=', '<', '>'] as const;
type Sign = (typeof signs)[number];

function propertyOf(model: CimClass, name: string): PropertyModel {
  return propertyNamed(model, name) ?? refuse('invalidQuery', 'query', `${model.name} has no property ${shown(name)}`);
}

function nullTest({ name }: PropertyModel, not: boolean): Test {
  return (values) => (values[name] === null) !== not;
}

function comparisonTest(property: PropertyModel, sign: Sign, literal: Token): Test {
  const { name, array, type } = property;
  if (array || type === 'ref' || type === 'object')
    return refuse(
      'queryFeatureNotSupported',
      'query',
      `${name} can't be compared: it is ${array ? 'an array' : 'a reference'}`,
    );
  const wanted = literalOf(property, literal);
  return (values) => {
    const value = comparable(values[name] ?? null);
    if (value === null) return false;
    const order = value < wanted ? -1 : value > wanted ? 1 : 0;
    switch (sign) {
      case '=':
        return order === 0;
      case '<>':
      case '!=':
        return order !== 0;
      case '<':
        return order < 0;
      case '>':
        return order > 0;
      case '<=':
        return order <= 0;
      default:
        return order >= 0;
    }
  };
}

/** Numbers of all widths as bigints, texts without regard to case. */
function comparable(value: CimValue): bigint | string | null {
  if (typeof value === 'string') return value.toLowerCase();
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return BigInt(value);
  return null;
}

function literalOf({ name, type }: PropertyModel, { kind, text }: Token): bigint | string {
  const isText = type === 'string' || type === 'datetime';
  if (isText && kind === 'text') return text.toLowerCase();
  // Numbers and booleans may stand in quotes, too.
  if (type === 'boolean' && kind !== 'number' && /^(true|false)$/i.test(text))
    return BigInt(text.toLowerCase() === 'true');
  if (!isText && type !== 'boolean' && /^[+-]?(?:0x[\da-f]+|\d+)$/i.test(text))
    return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text.replace('+', ''));
  return refuse('invalidQuery', 'query', `${shown(text)} is no value of ${name}, which is a ${type}`);
}

function likeTest({ name, type, array }: PropertyModel, { kind, text }: Token): Test {
  if (type !== 'string' || array || kind !== 'text')
    return refuse('invalidQuery', 'query', `LIKE compares a string with a text, and ${name} or the text is none`);
  if (/[[\]]/.test(text)) refuse('queryFeatureNotSupported', 'query', 'LIKE knows % and _, not sets in brackets');
  const pattern = text.toLowerCase();
  return (values) => {
    const value = values[name];
    return typeof value === 'string' && isLike(value.toLowerCase(), pattern);
  };
}

/** Goes back to the last `%` only: no text makes it slow. */
function isLike(value: string, pattern: string): boolean {
  let [at, of, star, mark] = [0, 0, -1, 0];
  while (at < value.length) {
    if (pattern[of] === '%') [star, mark, of] = [of, at, of + 1];
    else if (pattern[of] === '_' || pattern[of] === value[at]) [at, of] = [at + 1, of + 1];
    else if (star !== -1) [mark, of, at] = [mark + 1, star + 1, mark + 1];
    else return false;
  }
  while (pattern[of] === '%') of++;
  return of === pattern.length;
}
