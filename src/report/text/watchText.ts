import type { StepRow } from '../../scenario/perform/result.js';
import type { Pool } from '../../store/views.js';
import { formatClock, type Milliseconds } from '../../vocabulary/units/durations.js';
import type { WatchedArray, WatchedJob } from '../facts/watchedArray.js';
import { capacityBars, cut } from './capacityBars.js';
import { type Page, plainText } from './page.js';

/** An array at a moment of a run that somebody watches. */
export interface Watched extends WatchedArray {
  /** Of the scenario. */
  readonly name: string;
  readonly nowMs: Milliseconds;
  /** The step that is done last, or under way: its number, how many there are, and what it does. */
  readonly step: { readonly number: number; readonly of: number; readonly what: string };
  /** Steps so far that were not as expected. */
  readonly failed: number;
  /** How the last calls were answered, the latest last. */
  readonly answers: readonly Answer[];
}

export interface Answer {
  readonly what: string;
  /** Null when the reply was lost. */
  readonly code: number | null;
  readonly because: string;
}

const poolsAtMost = 6;
const answersAtMost = 3;

/** A picture of the array for a terminal: pools and jobs as bars, and the last answers.
 * @param height the lines that it may have
 */
export function watchLines(watched: Watched, page: Page, height: number): string[] {
  const { bold, dim, red } = page.colours;
  const { name, nowMs, step, pools, answers, failed } = watched;
  const clock = formatClock(nowMs);
  const title = cut(plainText(name), page.width - clock.length - 2);
  const shownPools = pools.slice(0, poolsAtMost);
  const head = [
    `${bold(title)}${' '.repeat(page.width - title.length - clock.length)}${bold(clock)}`,
    dim(cut(`step ${step.number} of ${step.of}: ${plainText(step.what)}`, page.width)),
    ...(failed === 0 ? [] : [red(`not as expected so far: ${failed}`)]),
    ...capacityBars(shownPools, page),
    ...(pools.length > shownPools.length ? [dim(`and ${pools.length - shownPools.length} more pools`)] : []),
  ];
  const last = answers.slice(-answersAtMost).map((answer) => answerLine(answer, page));
  return [...head, ...jobLines(watched.jobs, page, Math.max(2, height - head.length - last.length)), ...last];
}

/** How many there are in each state, and as many of them as there is room for: those first that work. */
function jobLines(jobs: readonly WatchedJob[], page: Page, height: number): string[] {
  const { dim } = page.colours;
  if (jobs.length === 0) return [dim('no job')];
  const sorted = [...jobs].sort((one, other) => rankOf(one) - rankOf(other));
  const shown = sorted.slice(0, sorted.length <= height - 1 ? sorted.length : Math.max(0, height - 2));
  const names = shown.map((job) => cut(jobName(job), Math.floor(page.width / 3)));
  const longest = names.reduce((most, { length }) => Math.max(most, length), 0);
  const states = shown.map(({ state }) => wordsOf(state));
  const widest = states.reduce((most, { length }) => Math.max(most, length), 0);
  const cells = Math.max(6, Math.min(30, page.width - longest - widest - 15));
  return [
    countsText(jobs),
    ...shown.map(({ state, percentComplete: percent }, at) => {
      const done = Math.min(cells, Math.floor((percent / 100) * cells));
      const bar = `${'█'.repeat(done)}${dim('·'.repeat(cells - done))}`;
      const paint = state === 'running' ? (text: string) => text : page.colours.yellow;
      return `  ${(names[at] ?? '').padEnd(longest)}  [${bar}] ${`${percent}`.padStart(3)} %  ${paint(states[at] ?? '')}`;
    }),
    ...(shown.length < jobs.length ? [dim(`  and ${jobs.length - shown.length} more`)] : []),
  ];
}

function rankOf({ state }: WatchedJob): number {
  return state === 'running' ? 0 : state === 'new' ? 2 : 1;
}

function jobName({ name, method }: WatchedJob): string {
  return plainText(name ?? method);
}

/** `jobs: 3 running, 2 new` */
function countsText(jobs: readonly WatchedJob[]): string {
  const counts = new Map<string, number>();
  for (const { state } of jobs) counts.set(wordsOf(state), (counts.get(wordsOf(state)) ?? 0) + 1);
  return `jobs: ${[...counts].map(([state, count]) => `${count} ${state}`).join(', ')}`;
}

/** 'shuttingDown' is `shutting down`. */
function wordsOf(state: string): string {
  return state.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

function answerLine({ what, code, because }: Answer, { width, colours }: Page): string {
  const said = code === null ? 'no reply' : `${code}`;
  const text = cut(`${plainText(what)} → ${said}${because === '' ? '' : `, ${because}`}`, width);
  return code === 0 || code === 4096 ? colours.green(text) : colours.yellow(text);
}

/** The same where there is no terminal: a line for a step, with what pools and jobs have come to. */
export function watchLine(
  { nowMs, step, pools, jobs, answers }: Watched,
  { code, ok }: Pick<StepRow, 'code' | 'ok'>,
): string {
  const answer = code === undefined ? undefined : answers.at(-1);
  const said =
    answer === undefined ? '' : ` → ${answer.code ?? 'no reply'}${answer.because === '' ? '' : `, ${answer.because}`}`;
  const full = pools.slice(0, poolsAtMost).map((pool) => `${plainText(pool.name)} ${percentTaken(pool)} % taken`);
  const working = jobs.length === 0 ? 'no job' : countsText(jobs).slice('jobs: '.length);
  const counter = `${step.number}`.padStart(`${step.of}`.length);
  return `${formatClock(nowMs)}  ${counter} of ${step.of}  ${plainText(step.what)}${said}${ok ? '' : ', not as expected'}  (${[...full, working].join('; ')})`;
}

function percentTaken({ total, free }: Pool): number {
  return total === 0n ? 0 : Math.round((Number(total - free) / Number(total)) * 100);
}
