import {
  type ConformanceReport,
  type Coverage,
  levels,
  type PropertyReport,
  type SkipReason,
  type Verdict,
} from '../../conformance/report.js';
import { numbersInWords } from '../../vocabulary/methods/documented.js';
import { conformanceSummary, counted } from '../facts/conformanceSummary.js';
import { triedText } from '../facts/triedText.js';
import { brokenLines } from './brokenLines.js';
import { type Colours, type Page, plainText, wrapped } from './page.js';

/** What the suite found out about a subject, for people: each property by level, what breaks those that are broken, what was
 * skipped and why, what the runs came by, and the verdict.
 */
export function conformanceText(report: ConformanceReport, page: Page): string {
  const broken = report.properties.filter(({ failure }) => failure !== null);
  const blocks = [
    heading(report, page),
    ...propertyBlocks(report, page),
    report.properties.length === 0 ? [] : wrapped(legend, page.width).map((line) => page.colours.dim(line)),
    ...broken.map((property) => brokenLines(property, page)),
    adviceLines(report, page),
    refusedLines(report, page),
    skippedLines(report, page),
    coverageLines(report.coverage, page),
    triedLines(report, page),
    verdictLines(report, page),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function heading(report: ConformanceReport, { colours, width }: Page): string[] {
  const {
    subject,
    levels: asked,
    only,
    except,
    seed,
    runs,
    calls,
    requests,
    elapsedMs,
    timeEnded,
    exhaustive,
  } = report;
  const { callsPerSecond, requestsPerCall } = conformanceSummary(report);
  const details = [
    `${asked.length === 1 ? 'level' : 'levels'} ${asked.join(', ')}`,
    ...(only === null ? [] : [`only ${only.join(', ')}`]),
    ...(except.length === 0 ? [] : [`without ${except.join(', ')}`]),
    exhaustive === null ? `seed ${seed}` : 'all orders',
    timeEnded === null ? counted(runs, 'run') : `${runsDone(timeEnded)}, then the time ended`,
    `${counted(calls, 'call')} in ${secondsText(elapsedMs)}, ${counted(callsPerSecond)} a second`,
    `${counted(requests, 'request')} to the driver, ${requestsPerCall} a call`,
  ];
  const lines = wrapped(details.join(' · '), width);
  return [colours.bold(`Conformance of ${plainText(subject)}`), ...lines.map((line) => colours.dim(line))];
}

/** `483 of 500 runs` */
export function runsDone({ runs, of }: NonNullable<ConformanceReport['timeEnded']>): string {
  return `${counted(runs)} of ${counted(of, 'run')}`;
}

/** `830 ms`, `12.3 s` */
export function secondsText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

const marks: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  fail: '✗',
  warn: '!',
  skip: '–',
};

function paintOf(verdict: Verdict, { green, red, yellow, dim }: Colours): (text: string) => string {
  return { pass: green, fail: red, warn: yellow, skip: dim }[verdict];
}

const legend = 'judged: checks that were made, one or more for each call, look, job or run that a property is about';

function propertyBlocks({ properties }: ConformanceReport, page: Page): string[][] {
  const longest = properties.reduce((most, { name }) => Math.max(most, name.length), 0);
  const digits = properties.reduce((most, { judged }) => Math.max(most, counted(judged).length), 'judged'.length);
  const { bold, dim } = page.colours;
  return levels.flatMap((level) => {
    const mine = properties.filter((property) => property.level === level);
    if (mine.length === 0) return [];
    const head = `${bold(level)}${' '.repeat(Math.max(1, longest + digits + 6 - level.length - 'judged'.length))}${dim('judged')}`;
    return [[head, ...mine.flatMap((property) => propertyLines(property, { longest, digits }, page))]];
  });
}

function propertyLines(
  property: PropertyReport,
  { longest, digits }: { readonly longest: number; readonly digits: number },
  { colours, width }: Page,
): string[] {
  const { name, verdict, judged } = property;
  const paint = paintOf(verdict, colours);
  const indent = longest + digits + 8;
  const [why = '', ...more] = wrapped(whyOf(property), Math.max(24, width - indent));
  const first = `  ${paint(`${marks[verdict]} ${name}`)}${' '.repeat(longest - name.length)}  ${(verdict === 'skip' ? '' : counted(judged)).padStart(digits)}`;
  return [
    why === '' ? first : `${first}  ${colours.dim(why)}`,
    ...more.map((line) => `${' '.repeat(indent)}${colours.dim(line)}`),
  ];
}

function whyOf({ verdict, skipped }: PropertyReport): string {
  if (skipped !== null) return `${skipped.reason}: ${skipped.why}`;
  const words: Readonly<Record<Verdict, string>> = {
    pass: '',
    fail: 'broken, see below',
    warn: 'advice, see below',
    skip: 'skipped',
  };
  return words[verdict];
}

/** What is unusual and breaks nothing, with the declaration that would settle it. */
function adviceLines({ advice }: ConformanceReport, { colours, width }: Page): string[] {
  if (advice.length === 0) return [];
  return [
    colours.bold('Advice, where the documents leave it open'),
    ...advice.flatMap(({ property, settledBy, count, example }) => [
      `  ${colours.yellow(`! ${property}`)}  ${counted(count, 'time')}`,
      ...wrapped(`would be settled by ${settledBy}`, Math.max(24, width - 4)).map((line) => `    ${line}`),
      ...wrapped(plainText(example), Math.max(24, width - 4)).map((line) => `    ${colours.dim(line)}`),
    ]),
  ];
}

/** What the driver offered to do, and the subject did not. */
function refusedLines({ refusedActions }: ConformanceReport, { colours }: Page): string[] {
  if (refusedActions.length === 0) return [];
  const longest = Math.max(...refusedActions.map(({ action }) => action.length));
  return [
    colours.bold('Actions that the subject refused'),
    ...refusedActions.map(
      ({ action, tried, refused }) => `  ${action.padEnd(longest)}  ${counted(refused)} of ${counted(tried)}`,
    ),
  ];
}

/** What was tried, and what is proven by that. */
function triedLines({ exhaustive, properties }: ConformanceReport, { colours, width }: Page): string[] {
  if (exhaustive === null) return [];
  const holding = properties.filter(({ verdict }) => verdict === 'pass').map(({ name }) => name);
  const isProof = exhaustive.complete && holding.length > 0;
  return [
    colours.bold('All orders'),
    ...wrapped(triedText(exhaustive), width - 2).map((line) => `  ${line}`),
    ...(isProof
      ? wrapped(`proven for these: ${holding.join(', ')}`, width - 2).map((line) => `  ${colours.green(line)}`)
      : []),
  ];
}

const reasons: Readonly<Record<SkipReason, string>> = {
  'not-advertised': 'the subject does not promise it',
  'no-control': 'the driver lacks what it takes to find out',
  unreached: 'what it is about never came up',
  'time-ended': 'the time ended before what it is about came up',
};

function skippedLines(report: ConformanceReport, { colours, width }: Page): string[] {
  const { skip, skippedFor } = conformanceSummary(report);
  if (skip === 0) return [];
  const found = Object.entries(reasons).flatMap(([reason, meaning]) => {
    // The keys of `reasons` are the reasons.
    const count = skippedFor[reason as SkipReason];
    return count === undefined ? [] : [{ reason, meaning, count: counted(count) }];
  });
  const [most, longest] = [found.map(({ count }) => count), found.map(({ reason }) => reason)].map((texts) =>
    Math.max(...texts.map(({ length }) => length)),
  );
  return [
    colours.bold(`Skipped: ${skip} of ${report.properties.length}`),
    ...found.flatMap(({ reason, meaning, count }) => {
      const lead = `  ${count.padStart(most ?? 0)} ${reason.padEnd(longest ?? 0)}  `;
      return wrapped(meaning, width - lead.length).map(
        (line, at) => `${at === 0 ? lead : ' '.repeat(lead.length)}${colours.dim(line)}`,
      );
    }),
  ];
}

/** A line a part: `fault class x job phase  12 of 25: missing refuse x new, crash x over and 11 more`, and of the codes one a method. */
function coverageLines({ parts }: Coverage, { colours, width }: Page): string[] {
  if (parts.length === 0) return [];
  const longest = parts.reduce((most, { title }) => Math.max(most, title.length), 0);
  return [
    colours.bold('What the runs came by'),
    ...parts.flatMap(({ title, cells }) => {
      if (title === 'method x code') return codeLines(cells, { colours, width });
      const missing = cells.filter(({ count }) => count === 0).map(({ name }) => plainText(name));
      const reached = `  ${title.padEnd(longest)}  ${cells.length - missing.length} of ${cells.length}`;
      return missing.length === 0
        ? colours.green(reached)
        : `${reached}: ${asManyAsFit(missing, width - reached.length - 2)}`;
    }),
  ];
}

/** `codes of CreateClone  12 of 47: missing 1, 3, 43001-43029`, with as many lines as that takes. */
function codeLines(
  cells: Coverage['parts'][number]['cells'],
  { colours, width }: Pick<Page, 'colours' | 'width'>,
): string[] {
  const named = cells.map(({ name, count }) => ({ words: name.split(' '), count }));
  const methods = [...new Set(named.map(({ words: [method = ''] }) => method))];
  const longest = methods.reduce((most, { length }) => Math.max(most, length), 0);
  return methods.flatMap((method) => {
    const lead = `  codes of ${plainText(method).padEnd(longest)}  `;
    const own = named.filter(({ words }) => words[0] === method);
    const missing = own.filter(({ count }) => count === 0).map(({ words }) => Number(words[1]));
    const reached = `${own.length - missing.length} of ${own.length}`;
    if (missing.length === 0) return [colours.green(`${lead}${reached}`)];
    const ascending = missing.toSorted((left, right) => left - right);
    return wrapped(`${reached}: missing ${numbersInWords(ascending)}`, width - lead.length).map(
      (line, at) => `${at === 0 ? lead : ' '.repeat(lead.length)}${line}`,
    );
  });
}

function asManyAsFit(missing: readonly string[], room: number): string {
  for (let shown = missing.length; shown > 0; shown--) {
    const more = missing.length - shown;
    const text = `missing ${missing.slice(0, shown).join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
    if (text.length <= room) return text;
  }
  return `${missing.length} missing`;
}

function verdictLines(report: ConformanceReport, { colours, width }: Page): string[] {
  const { pass, fail, warn, skip } = conformanceSummary(report);
  const counts = [
    `${pass} hold`,
    fail === 0 ? '' : `${fail} broken`,
    warn === 0 ? '' : `${warn} with advice`,
    skip === 0 ? '' : `${skip} skipped`,
  ].filter((part) => part !== '');
  const { timeEnded } = report;
  const far = report.verdict === 'conforms' ? 'as far as it was judged: ' : '';
  const ended = timeEnded === null ? null : `${far}the time ended after ${runsDone(timeEnded)}`;
  const reasons = [report.why, ended].filter((reason) => reason !== null);
  const why = reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
  const text = `${plainText(report.subject)} ${words[report.verdict]}${why}: of ${counted(report.properties.length)} properties ${counts.join(', ')}`;
  const paint = { conforms: colours.green, 'does not conform': colours.red, inconclusive: colours.yellow }[
    report.verdict
  ];
  return wrapped(text, width).map((line) => colours.bold(paint(line)));
}

const words = {
  conforms: 'conforms',
  'does not conform': 'does not conform',
  inconclusive: 'is inconclusive',
} as const;
