import type { EffectClass } from '../../faults/effect.js';
import type { MethodName } from '../../vocabulary/methods/index.js';
import { modelOf } from '../model/methods/index.js';
import type { SkipReason } from '../report.js';
import type { ActionName } from './action.js';
import { type Advertised, methodsOf, standsStill } from './advertised.js';
import type { Driver } from './driver.js';
import type { Tier } from './tier.js';

/** What it takes to judge a property. */
export interface Need {
  /** 'advance()', 'fault class refuse' */
  readonly words: string;
  /** What is missing with this subject; null when nothing is. */
  readonly lack: (driver: Driver, advertised: Advertised) => Lack | null;
}

export interface Lack {
  readonly reason: SkipReason;
  readonly why: string;
}

/** The first thing that is missing. */
export function lackOf(needs: readonly Need[], driver: Driver, advertised: Advertised): Lack | null {
  for (const { lack } of needs) {
    const found = lack(driver, advertised);
    if (found !== null) return found;
  }
  return null;
}

export function member(name: 'drives' | 'advance' | 'arm' | 'fired' | 'twin' | 'fingerprint' | 'overlap'): Need {
  return {
    words: `${name}()`,
    lack: (driver) =>
      driver[name] === undefined ? { reason: 'no-control', why: `the driver has no ${name}()` } : null,
  };
}

export function action(name: ActionName): Need {
  return {
    words: `act ${name}`,
    lack: (driver, { actions }) =>
      driver.act !== undefined && actions.includes(name)
        ? null
        : { reason: 'no-control', why: `the driver's act() has no '${name}'` },
  };
}

export function faults(effect: EffectClass): Need {
  return {
    words: `arm ${effect}`,
    lack: (driver, advertised) =>
      driver.arm !== undefined && advertised.faults.includes(effect)
        ? null
        : { reason: 'no-control', why: `the driver arms no faults of class '${effect}'` },
  };
}

export function tier(name: Tier): Need {
  return {
    words: `tier ${name}`,
    lack: (_, { tiers }) =>
      tiers.includes(name) ? null : { reason: 'no-control', why: `the driver's reset() has no tier '${name}'` },
  };
}

export const cloning: Need = {
  words: 'clones',
  lack: (_, advertised) =>
    methodsOf(advertised).includes('CreateClone') && (advertised.clones.local || advertised.clones.remote)
      ? null
      : { reason: 'not-advertised', why: 'the subject makes no clones' },
};

/** Mirrors within the system are among the replication types. */
export const mirroring: Need = {
  words: 'mirrors',
  lack: (_, advertised) =>
    answers('StorageVolume.CreateReplica', advertised) &&
    advertised.replication?.some(({ type }) => [2, 3, 18].includes(type)) === true
      ? null
      : { reason: 'not-advertised', why: 'the subject makes no mirrors' },
};

/** Volumes can be deleted: by their own method, or by an action of the driver. */
export const deleting: Need = {
  words: 'StorageVolume.Delete or act delete',
  lack: (driver, advertised) =>
    answers('StorageVolume.Delete', advertised)
      ? advertised.deletes?.volumes === false
        ? { reason: 'not-advertised', why: 'the subject deletes no volumes' }
        : null
      : action('delete').lack(driver, advertised) && {
          reason: 'no-control',
          why: "the subject answers no StorageVolume.Delete, and the driver's act() has no 'delete'",
        },
};

/** Something is answered with 0: done within the call. */
export const answeringAtOnce: Need = {
  words: 'a method that answers 0',
  lack: (driver, advertised) => {
    const others = methodsOf(advertised)
      .map(modelOf)
      .filter(({ makes }) => makes?.kind !== 'volume');
    const isAnswered = others.some(({ successes }) => successes(advertised).includes('success'));
    return isAnswered ? null : copyingWithinCall.lack(driver, advertised);
  },
};

export function answers(method: MethodName, advertised: Pick<Advertised, 'methods'>): boolean {
  return methodsOf(advertised).includes(method);
}

export const copyingByJob: Need = {
  words: 'jobs',
  lack: (driver, advertised) =>
    cloning.lack(driver, advertised) ??
    (advertised.clones.copies !== 'withinCall'
      ? null
      : { reason: 'not-advertised', why: 'the subject copies within the call, and has no jobs' }),
};

export const virtualTime: Need = {
  words: 'virtual time',
  lack: (driver, advertised) =>
    standsStill(advertised) && driver.advance !== undefined
      ? null
      : { reason: 'no-control', why: 'time passes by itself, and runs cannot be compared' },
};

export const copyingWithinCall: Need = {
  words: 'copies within the call',
  lack: (driver, advertised) =>
    cloning.lack(driver, advertised) ??
    (advertised.clones.copies !== 'byJob'
      ? null
      : { reason: 'not-advertised', why: 'the subject copies by jobs, and never answers 0' }),
};

/** The subject says how many there may be of something. */
export const limited: Need = {
  words: 'tier limits',
  lack: (driver, advertised) => {
    const { limits, allocation } = advertised;
    const known = [...Object.values(limits), allocation.overcommitLimit].some((most) => most !== null);
    return known
      ? tier('limits').lack(driver, advertised)
      : { reason: 'not-advertised', why: 'the subject tells of no limit' };
  },
};

/** The subject says what a clone takes. */
export const knownRoom: Need = {
  words: 'allocation.kind',
  lack: (_, { allocation: { kind } }) =>
    kind === 'unknown' ? { reason: 'not-advertised', why: 'the subject does not say how volumes take room' } : null,
};

/** The subject says when hosts may use a target. */
export const knownUse: Need = {
  words: 'clones.targetUsable',
  lack: (_, { clones }) =>
    clones.targetUsable === 'unknown'
      ? { reason: 'not-advertised', why: 'the subject does not say when hosts may use a target' }
      : null,
};

export const apart: Need = {
  words: 'extents of their own',
  lack: (driver, advertised) =>
    advertised.allocation.kind === 'instant'
      ? { reason: 'not-advertised', why: 'volumes share extents, which belong to no single one' }
      : knownRoom.lack(driver, advertised),
};
