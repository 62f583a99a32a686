import { stripVTControlCharacters } from 'node:util';
import { methods } from '../../vocabulary/methods/index.js';
import { abilitiesOf } from '../../vocabulary/profile/capabilities.js';
import type { AllocationKind, Profile } from '../../vocabulary/profile/profile.js';
import { type Page, wrapped } from './page.js';
import { renderRows, renderTable } from './table.js';

const { codes } = methods.CreateClone;

/** A profile in a line: what tells it from the others. */
interface ProfileSummary {
  readonly name: string;
  readonly allocation: AllocationKind;
  readonly clones: { readonly local: boolean; readonly remote: boolean };
  /** What CreateClone answers when nothing stands against it: 4096, 0, both by size, or 40308 without any clones. */
  readonly answers: readonly number[];
  /** From when on a clone can be used: with the answer, or when its job has completed; null without any clones. */
  readonly usable: 'at once' | 'when copied' | null;
  readonly description: string;
}

export function summaryOf({ name, description, allocation, capabilities, clones }: Profile): ProfileSummary {
  const { offers, copies } = abilitiesOf(capabilities, '2016');
  const { any: offered, local, remote } = offers.clone;
  const atOnce = copies === 'withinCall' || clones.targetUsable === 'atAcceptance';
  return {
    name,
    allocation: allocation.kind,
    clones: { local, remote },
    answers: offered ? answers[copies] : [codes.cloneNotSupported.code],
    usable: offered ? (atOnce ? 'at once' : 'when copied') : null,
    description,
  };
}

const done = codes.success.code;
const started = codes.jobStarted.code;
const answers = {
  withinCall: [done],
  byJob: [started],
  bySize: [done, started],
  never: [codes.cimNotSupported.code],
} as const;

/** One row a profile. The first sentence of its description stands beside it where the page is wide enough for all of
 * them, and else below.
 */
export function profileTable(profiles: readonly Profile[], page: Page): string {
  const summaries = profiles.map(summaryOf);
  const { bold, dim } = page.colours;
  const columns = [
    { head: 'profile', cells: summaries.map(({ name }) => name), paint: bold },
    { head: 'allocation', cells: summaries.map(({ allocation }) => allocation) },
    { head: 'clones', cells: summaries.map(clonesText) },
    { head: 'answers', cells: summaries.map(answersText) },
    { head: 'usable', cells: summaries.map(({ usable }) => usable ?? 'never') },
  ];
  const sentences = summaries.map(({ description }) => firstSentence(description));
  const wide = renderTable([...columns, { head: 'what it is like', cells: sentences }], { ...page, isTerminal: false });
  const width = Math.max(...wide.map((line) => stripVTControlCharacters(line).length));
  if (width <= page.width) return `${wide.join('\n')}\n`;
  const [head = [], ...rows] = renderRows(columns, page);
  const lines = rows.flatMap((row, at) => [
    ...row,
    ...wrapped(sentences[at] ?? '', page.width - 2).map((line) => `  ${dim(line)}`),
  ]);
  return `${[...head, ...lines].join('\n')}\n`;
}

export function clonesText({ clones: { local, remote } }: ProfileSummary): string {
  if (local && remote) return 'local, remote';
  return local ? 'local' : remote ? 'remote' : 'none';
}

export function answersText({ answers: possible }: ProfileSummary): string {
  return possible.length > 1 ? `${possible.join(' or ')}, by size` : possible.join('');
}

function firstSentence(text: string): string {
  return `${text.split('. ')[0]?.replace(/\.$/, '')}.`;
}
