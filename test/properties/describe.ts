import type { StorageArray } from '../../src/index.js';
import type { Outcome } from './commands.js';
import type { Played } from './pairs.js';

/** What an outcome says, without sentences. */
export function answerOf(outcome: Outcome | undefined): unknown {
  if (outcome?.kind === 'reply') {
    const { ReturnValue, TargetStorageVolume, Job, decided } = outcome.reply;
    return [ReturnValue, TargetStorageVolume, Job, decided];
  }
  if (outcome?.kind === 'wrote') return outcome.reply.written ? outcome.reply.took : outcome.reply.because;
  if (outcome?.kind === 'badInput') return 'bad input';
  return outcome;
}

/** What an outcome says, without ids, which tell who came first. */
export function codeOf(outcome: Outcome): unknown {
  return outcome.kind === 'reply' ? [outcome.reply.ReturnValue, outcome.reply.decided] : answerOf(outcome);
}

export function viewsOf(array: StorageArray): unknown {
  const volumes = array.volumes().map((volume) => ({ ...volume, contents: array.host.read(volume.id) }));
  const jobs = array.jobs().map(({ errorDescription: _, ...job }) => job);
  return { now: array.now, volumes, pools: array.pools(), jobs };
}

export function eventsOf(array: StorageArray): unknown {
  return array.trace().entries.map(({ number, event }) => ({ number, event }));
}

/** Every name that a run met, the ones that the array made up included. */
export function namesIn({ array, commands, arrayKind: { options } }: Played): ReadonlySet<string> {
  const names = [...(options.pools ?? []), ...(options.volumes ?? []), ...(options.accounts ?? [])];
  const found = new Set([
    ...names.map(({ name }) => name),
    'client',
    'other',
    'no such volume',
    'no such pool',
    'nobody',
  ]);
  for (const command of commands) {
    if (command.do === 'clone' || command.do === 'begin') {
      found.add(command.on);
      for (const value of Object.values(command.with)) if (typeof value === 'string') found.add(value);
    }
    if (command.do === 'write') found.add(command.tag);
    if (command.do === 'outOfBand' && 'create' in command.change) found.add(command.change.create.name);
  }
  for (const { name } of array.volumes()) found.add(name);
  for (const { event } of array.trace().entries) if (typeof event.name === 'string') found.add(event.name);
  return found;
}

/** As text; sizes, which are the bigints, times k. */
export function inWords(value: unknown, k = 1n, text: (text: string) => string = (same) => same): string {
  return JSON.stringify(value, (_, inner) => {
    if (typeof inner === 'bigint') return `${inner * k} B`;
    return typeof inner === 'string' ? text(inner) : inner;
  });
}

/** Where two texts part. */
export function difference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const part = (text: string) => text.slice(Math.max(0, at - 80), at + 60);
  return `…${part(one)}… became …${part(other)}…`;
}
