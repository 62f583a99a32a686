import { type Explained, keyOf } from './explained.js';
import { type Figures, figuresByFolder, figuresOf, intervalOf, killsByProperty } from './figures.js';
import { folders } from './mutableFiles.js';
import { type Judged, type MadeMutant, shortened } from './mutant.js';

/** Of one sample. */
export interface Measured {
  readonly seed: number;
  /** How many there were to draw from. */
  readonly made: number;
  readonly judged: readonly Judged[];
  readonly minutes: number;
  /** Explanations of what is not among the mutants any more. */
  readonly stale: readonly Explained[];
}

/** For people. */
export function reportText({ seed, made, judged, minutes, stale }: Measured): string {
  const all = figuresOf(judged);
  const rows = [...figuresByFolder(judged, folders), { folder: 'all', ...all }];
  const columns: readonly (readonly [head: string, cell: (row: Figures & { folder: string }) => string])[] = [
    ['folder', ({ folder }) => folder],
    ['mutants', ({ sampled }) => `${sampled}`],
    ['killed', ({ killed }) => `${killed}`],
    ['crashed', ({ crashed }) => `${crashed}`],
    ['inconclusive', ({ inconclusive }) => `${inconclusive}`],
    ['not reached', ({ notReached }) => `${notReached}`],
    ['explained', ({ explained }) => `${explained}`],
    ['survived', ({ survived }) => `${survived}`],
    ['share killed', ({ share }) => (share === null ? '' : percent(share))],
  ];
  const survivors = judged.filter(({ outcome }) => outcome.kind === 'survived');
  const [least, most] = intervalOf(all.killed, all.killed + all.survived);
  return [
    ...aligned([columns.map(([head]) => head), ...rows.map((row) => columns.map(([, cell]) => cell(row)))]),
    '',
    `${all.sampled} of ${made} mutants, seed ${seed}, ${minutes.toFixed(1)} minutes. 19 times of 20, of all that are killed or`,
    `survive between ${percent(least)} and ${percent(most)} are killed.`,
    '',
    'Killed by',
    ...aligned(killsByProperty(judged).map(([property, kills]) => [`  ${property}`, `${kills}`])),
    '',
    `Survived and not explained: ${survivors.length}`,
    ...survivors.flatMap(({ mutant }) => mutantLines(mutant)),
    ...(stale.length === 0 ? [] : ['', 'Explained, but not made any more']),
    ...stale.map(({ file, lineText = '' }) => `  ${file}  ${lineText}`),
  ].join('\n');
}

/** One mutant, whole. */
export function mutantText({ mutant, outcome }: Judged): string {
  const { before, after } = mutant;
  const marked = (sign: string, text: string) => text.split('\n').map((line) => `${sign} ${line}`);
  return [
    ...mutantLines(mutant),
    '',
    ...marked('-', before),
    ...marked('+', after),
    '',
    ...Object.entries(outcome).map(([name, value]) => `${name}: ${value}`),
  ].join('\n');
}

/** For programs; each survivor as an explanation would begin. */
export function reportJson({ seed, made, judged, minutes, stale }: Measured): string {
  const figures = { all: figuresOf(judged), folders: figuresByFolder(judged, folders) };
  const killedBy = Object.fromEntries(killsByProperty(judged));
  const mutants = judged.map(({ mutant, outcome }) => ({
    id: mutant.id,
    line: mutant.line,
    ...keyOf(mutant),
    outcome,
  }));
  return JSON.stringify({ seed, made, minutes, figures, killedBy, mutants, stale }, null, 2);
}

function mutantLines({ id, file, line, mutator, original, replacement }: MadeMutant): string[] {
  return [
    `  ${file}:${line}  ${mutator}, mutant ${id}`,
    `    ${shortened(original)}`,
    `    -> ${shortened(replacement)}`,
  ];
}

/** The first column to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
