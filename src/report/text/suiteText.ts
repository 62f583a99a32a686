import type { SuiteEntry } from '../../conformance/options.js';
import { type Level, levels } from '../../conformance/report.js';
import { type Page, wrapped } from './page.js';

/** What a level adds, for those who choose one. */
const levelMeanings: Readonly<Record<Level, string>> = {
  core: 'answers, capabilities and refusals, as the documents have them',
  capacity: 'room: what clones take, reserve and give back, and when it runs out',
  jobs: 'progress, states and ends of jobs',
  faults: 'lost requests and replies, restarts, refusals, and what is left when they end',
  concurrency: 'calls that overlap',
};

/** The properties of the suite by level: what each says, what it needs of a driver, and where it comes from. */
export function suiteText(entries: readonly SuiteEntry[], page: Page): string {
  const { bold, dim } = page.colours;
  const blocks = levels.flatMap((level) => {
    const mine = entries.filter((entry) => entry.level === level);
    if (mine.length === 0) return [];
    const [first = '', ...more] = wrapped(levelMeanings[level], page.width - level.length - 2);
    const heading = `${bold(level)}${dim(`  ${first}`)}`;
    return [
      [heading, ...more.map((line) => `      ${dim(line)}`), ...mine.flatMap((entry) => entryLines(entry, page))],
    ];
  });
  const open = entries.filter(({ ground }) => ground === 'declared').length;
  const counts = [
    `${entries.length} ${entries.length === 1 ? 'property' : 'properties'}`,
    open === 0 ? '' : `${open} of them only ${open === 1 ? 'advises' : 'advise'}, unless the subject declares it`,
  ].filter((text) => text !== '');
  return `${[...blocks, wrapped(counts.join(', '), page.width)].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function entryLines(entry: SuiteEntry, { colours, width }: Page): string[] {
  const { number, name, statement, needs, closerWith, source, ground, declaredBy } = entry;
  const { bold, dim } = colours;
  const indent = ' '.repeat(6);
  const texts = (text: string, paint: (line: string) => string) =>
    wrapped(text, width - indent.length).map((line) => `${indent}${paint(line)}`);
  const notes = [
    needs.length === 0 ? '' : `needs ${needs.join(', ')}`,
    closerWith.length === 0 ? '' : `judged more closely with ${closerWith.join(', ')}`,
    ground === 'law' ? `law: ${source}` : `advice, unless ${declaredBy} promises it: ${source}`,
  ].filter((text) => text !== '');
  return [
    `${dim(String(number).padStart(4))}  ${bold(name)}`,
    ...texts(statement, (line) => line),
    ...texts(notes.join('; '), dim),
  ];
}
