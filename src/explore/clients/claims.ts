import type { StorageArray } from '../../engine/array.js';
import type { Branches } from '../../engine/history/branches.js';
import { type Claim, claimOfProperty, type PropertyName } from '../claims.js';
import { judgeOwn, type OwnClaim, wordsOf } from '../ownClaim.js';
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
  given: PropertyName | typeof clientsReturn | OwnClaim<ClientsPredicate>,
  branches: Branches,
  names: readonly string[],
): ClientsClaim {
  if (given === clientsReturn) return { kind: 'always', name: given, judge: ({ logs }) => thrownBy(names, logs) };
  if (typeof given === 'string') {
    const { kind, name, judge } = claimOfProperty(given);
    return { kind, name, judge: ({ base }) => judge(base) };
  }
  const { kind, name } = wordsOf(given);
  const judge = ({ base, logs }: ClientsState) => {
    const clients = Object.fromEntries(names.map((client, at) => [client, logs[at]?.ending ?? waits]));
    return judgeOwn(kind, base.world, branches, (array) => given.holds({ array, clients }) === true);
  };
  return { kind, name, judge };
}

const waits: ClientSeen = { kind: 'waits' };

function thrownBy(names: readonly string[], logs: readonly ReplyLog[]): string {
  for (const [at, { ending }] of logs.entries())
    if (ending?.kind === 'threw') return `'${names[at]}' ${textOfOutcome(ending)}`;
  return '';
}
