import { z } from 'zod';
import type { StorageArray } from '../engine/array.js';
import type { Branches } from '../engine/history/branches.js';
import { claimKinds } from '../scenario/read/explorationSchema.js';
import type { World } from '../store/world.js';

/** When something has to be so: see the page on exploring. */
export type ClaimKind = (typeof claimKinds)[number];

/** A claim of one's own: what is so, in words, and a function that says whether it is. */
export type OwnClaim<Holds> = (
  | {
      /** What is so at every moment, in words. */
      readonly always: string;
    }
  | {
      /** What is so at no moment, in words. */
      readonly never: string;
    }
  | {
      /** What is so at some moment, in words. */
      readonly sometimes: string;
    }
  | {
      /** What is so in the end, in words: where nothing can happen any more, faults are healed and all is settled. */
      readonly eventually: string;
    }
) & {
  /** Whether it is so at a moment. */
  readonly holds: Holds;
};

const holds = z.custom<unknown>((value) => typeof value === 'function', 'a function that says whether it is so');

/** A schema for each kind. */
export const ownClaimSchemas = claimKinds.map((kind) => z.strictObject({ [kind]: z.string().min(1), holds }));

/** The kind of a claim, and what it says. */
export function wordsOf(claim: OwnClaim<unknown>): { readonly kind: ClaimKind; readonly name: string } {
  // It has one of them.
  const written = claim as Readonly<Partial<Record<ClaimKind, string>>>;
  const kind = claimKinds.find((one) => written[one] !== undefined) ?? 'always';
  return { kind, name: written[kind] ?? '' };
}

/** What is wrong in a world, in a sentence; '' where it is so, of `eventually` in the end. The world itself is left as it is. */
export function judgeOwn(
  kind: ClaimKind,
  world: World,
  branches: Branches,
  isSo: (array: StorageArray) => boolean,
): string {
  const fork = world.fork();
  const array = branches.arrayOf(fork);
  if (kind === 'eventually') {
    if (fork.faults !== undefined) array.faults.heal();
    array.settle();
  }
  if (isSo(array)) return '';
  return kind === 'eventually' ? 'it is not so when faults are healed and all is settled' : 'it is not so';
}
