import type { StorageArray } from '../../src/index.js';
import { contentsOf, type Outcome } from './commands.js';

/** What an outcome says, without ids, which tell who came first, and without sentences. */
export function codeOf(outcome: Outcome): unknown {
  if (outcome.kind === 'reply') return [outcome.reply.ReturnValue, outcome.reply.decided];
  if (outcome.kind === 'wrote') return outcome.reply.written ? outcome.reply.took : outcome.reply.because;
  if (outcome.kind === 'changed') return outcome.reply.changed ? 'changed' : outcome.reply.because;
  if (outcome.kind === 'badInput') return 'bad input';
  return outcome;
}

export function viewsOf(array: StorageArray): unknown {
  const volumes = array.volumes().map((volume) => ({ ...volume, contents: contentsOf(array, volume) }));
  const jobs = array.jobs().map(({ errorDescription: _, ...job }) => job);
  return { now: array.now, volumes, pools: array.pools(), jobs };
}

/** As text. */
export function inWords(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner} B` : inner));
}

/** Where two texts part. */
export function difference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const part = (text: string) => text.slice(Math.max(0, at - 80), at + 60);
  return `…${part(one)}… became …${part(other)}…`;
}
