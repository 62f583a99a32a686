import type { StorageArray } from '../../engine/array.js';
import type { Branches } from '../../engine/history/branches.js';
import { claimKinds } from '../../scenario/read/explorationSchema.js';
import { type Claim, type ClaimKind, claimOfProperty, type PropertyName } from '../claims.js';
import type { ReplyLog } from './replyLogs.js';
import { textOfOutcome } from './request.js';
import type { ClientsState } from './state.js';

/** How far a client is. */
export type ClientSeen =
  | {
      /** It waits for an answer. */
      readonly kind: 'waits';
    }
  | {
      /** It has come to its end. */
      readonly kind: 'returned';
      /** What it returned. */
      readonly value: unknown;
    }
  | {
      /** It has thrown. */
      readonly kind: 'threw';
      /** What. */
      readonly error: unknown;
    };

/** What a predicate about clients is shown. */
export interface ClientsSeen {
  /** The array at one moment: a fork, so that whatever is done to it is done to nobody else. */
  readonly array: StorageArray;
  /** Each client, by name. */
  readonly clients: Readonly<Record<string, ClientSeen>>;
}

/** Whether something is so at a moment. */
export type ClientsPredicate = (seen: ClientsSeen) => boolean;

/** The claim that no client throws. */
export const clientsReturn = 'CLIENTS-RETURN';

/** A claim about an array and its clients, ready to be judged. */
export interface ClientsClaim extends Pick<Claim, 'kind' | 'name'> {
  /** What is wrong, in a sentence; '' where it is as claimed, of `never` and `sometimes` where it is so. */
  readonly judge: (state: ClientsState) => string;
}

export function clientsClaimOf(
  given: PropertyName | typeof clientsReturn | (Partial<Record<ClaimKind, string>> & { holds: ClientsPredicate }),
  branches: Branches,
  names: readonly string[],
): ClientsClaim {
  if (given === clientsReturn) return { kind: 'always', name: given, judge: ({ logs }) => thrownBy(names, logs) };
  if (typeof given === 'string') {
    const { kind, name, judge } = claimOfProperty(given);
    return { kind, name, judge: ({ base }) => judge(base) };
  }
  const kind = claimKinds.find((one) => given[one] !== undefined) ?? 'always';
  const judge = ({ base, logs }: ClientsState) => {
    const world = base.world.fork();
    const array = branches.arrayOf(world);
    if (kind === 'eventually') {
      if (world.faults !== undefined) array.faults.heal();
      array.settle();
    }
    const clients = Object.fromEntries(names.map((name, at) => [name, logs[at]?.ending ?? waits]));
    if (given.holds({ array, clients }) === true) return '';
    return kind === 'eventually' ? 'it is not so when faults are healed and all is settled' : 'it is not so';
  };
  return { kind, name: given[kind] ?? '', judge };
}

const waits: ClientSeen = { kind: 'waits' };

function thrownBy(names: readonly string[], logs: readonly ReplyLog[]): string {
  for (const [at, { ending }] of logs.entries())
    if (ending?.kind === 'threw') return `'${names[at]}' ${textOfOutcome(ending)}`;
  return '';
}
