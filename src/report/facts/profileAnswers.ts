import type { StorageArray } from '../../engine/array.js';
import { createArray } from '../../engine/createArray.js';
import { labelOf } from '../../vocabulary/methods/codes.js';
import type { CreateCloneCode, CreateCloneParameters } from '../../vocabulary/methods/replies.js';
import { abilitiesOf } from '../../vocabulary/profile/capabilities.js';
import type { Profile } from '../../vocabulary/profile/profile.js';
import type { Step } from '../../vocabulary/steps.js';
import { type Version, versions } from '../../vocabulary/versions.js';

/** What an array of a profile answers to one kind of request. */
export interface ProfileAnswer {
  /** The request in words. */
  readonly request: string;
  /** The code and what decided it, by release; newest first. */
  readonly answers: readonly {
    readonly version: Version;
    readonly code: CreateCloneCode;
    readonly label: string;
    readonly step: Step;
    readonly because: string;
    /** From the call to its answer, in virtual time. */
    readonly afterMs: number;
  }[];
}

interface Request {
  readonly request: string;
  readonly on?: string;
  readonly parameters?: CreateCloneParameters;
  readonly before?: (array: StorageArray) => void;
}

/** Asks arrays of the profile, fresh ones with room enough: what it means for CreateClone as it stands. */
export function answersOf(profile: Profile): ProfileAnswer[] {
  const arrays = versions.toReversed().map((version) => ({ version, fresh: freshArray(profile, version) }));
  return requestsFor(profile).map(({ request, on = 'db', parameters = {}, before }) => ({
    request,
    answers: arrays.map(({ version, fresh }) => {
      const array = fresh.fork();
      before?.(array);
      const { ReturnValue: code, decided } = array.createClone(on, parameters);
      const { step, because, atMs } = decided;
      return { version, code, label: labelOf('CreateClone', code) ?? '', step, because, afterMs: atMs };
    }),
  }));
}

function freshArray(profile: Profile, version: Version): StorageArray {
  return createArray({
    version,
    profile,
    trace: false,
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'silver', size: '1 TiB' },
      { name: 'far', size: '1 TiB', system: 'peer' },
    ],
    volumes: [
      { name: 'db', pool: 'gold', size: '1 GiB' },
      { name: 'taken', pool: 'gold', size: '1 GiB' },
      { name: 'snap', pool: 'gold', size: '1 GiB', snapshot: true },
    ],
  });
}

/** What a client that knows the profile gives in every call, besides what is asked about. */
export function usualParameters({ capabilities, provider }: Profile): CreateCloneParameters {
  const { local, remote } = abilitiesOf(capabilities, '2016').offers.clone;
  if (remote && !local) return { TargetPool: 'far' };
  return provider.requiresTargetPool ? { TargetPool: 'gold' } : {};
}

function requestsFor(profile: Profile): Request[] {
  const tooLong = profile.clones.maximumNameLength + 1;
  const usual = usualParameters(profile);
  return [
    { request: 'without parameters' },
    { request: 'ElementName: a new name', parameters: { ...usual, ElementName: 'new' } },
    { request: "ElementName: another volume's", parameters: { ...usual, ElementName: 'taken' } },
    { request: `ElementName: ${tooLong} characters`, parameters: { ...usual, ElementName: 'x'.repeat(tooLong) } },
    { request: "TargetPool: the source's", parameters: { TargetPool: 'gold' } },
    { request: 'TargetPool: another one', parameters: { TargetPool: 'silver' } },
    { request: "TargetPool: a peer system's", parameters: { TargetPool: 'far' } },
    { request: 'source: a snapshot', on: 'snap', parameters: usual },
    {
      request: 'source: an offline volume',
      parameters: usual,
      before: (array) => array.set({ volume: 'db', state: 'offline' }),
    },
  ];
}
