import { freeze, produce } from 'immer';
import { badInput, parseInput } from '../input/badInput.js';
import type { Documented } from '../input/documented.js';
import { parseDuration } from '../units/durations.js';
import { parseSize } from '../units/sizes.js';
import { contradictionsOf } from './contradictions.js';
import { type Profile, type ProfileDraft, profileSchema } from './profile.js';
import type { ProfileDocs } from './profileDocs.js';
import { fullCopy } from './profiles/fullCopy.js';
import { instantClone } from './profiles/instantClone.js';
import { legacy2012 } from './profiles/legacy2012.js';
import { localMirrors } from './profiles/localMirrors.js';
import { remoteOnly } from './profiles/remoteOnly.js';
import { slowProvider } from './profiles/slowProvider.js';
import { snapshotOnly } from './profiles/snapshotOnly.js';
import { strictNames } from './profiles/strictNames.js';
import { syncOnly } from './profiles/syncOnly.js';
import { thinProvisioned } from './profiles/thinProvisioned.js';

/** What a checked profile can do; no such class exists. Methods of a class are what TypeScript leaves out of
 * `{ ...profile }`, and there they are not: `with` is a property that is not enumerable.
 */
declare class Editing {
  /** A changed copy, checked and frozen like this one. The recipe writes into a draft, see immer:
   * `profile.with((draft) => { draft.limits.queuedJobs = 0; })`.
   * @throws BadInputError when the result makes no sense
   */
  with(recipe: (draft: ProfileDraft) => void): CheckedProfile;
}

/** A profile that makes sense: frozen plain data, and nothing but data when it is spread, saved, hashed or printed. */
export type CheckedProfile = Profile & Editing;

/** Those that were checked, and are frozen since: they need no second look. */
const allChecked = new WeakSet<object>();

/** The profiles that arraysim ships, by name. */
export const profiles = Object.freeze({
  'full-copy': editable(fullCopy),
  'thin-provisioned': editable(thinProvisioned),
  'instant-clone': editable(instantClone),
  'snapshot-only': editable(snapshotOnly),
  'remote-only': editable(remoteOnly),
  'sync-only': editable(syncOnly),
  'strict-names': editable(strictNames),
  'legacy-2012': editable(legacy2012),
  'slow-provider': editable(slowProvider),
  'local-mirrors': editable(localMirrors),
}) satisfies Readonly<Record<string, CheckedProfile>>;

/** The name of a shipped profile. */
export type ProfileName = keyof typeof profiles;

/** Finds a shipped profile, and nothing that every object has, such as 'constructor'. */
const profilesByName: ReadonlyMap<string, CheckedProfile> = new Map(Object.entries(profiles));

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Key in keyof T]?: DeepPartial<T[Key]> }
    : T;

/** A profile's name, or changes on top of one ('full-copy' when left out): objects are merged, all else is replaced. */
export type ProfileChoice =
  | ProfileName
  | ({
      /** The shipped profile that is changed; 'full-copy' when left out. */
      readonly base?: ProfileName;
    } & Documented<ProfileDocs, DeepPartial<Profile>>);

/** Finds or derives a profile and checks that it makes sense.
 * @throws BadInputError for an unknown name, a malformed member or a contradiction
 */
export function resolveProfile(choice: ProfileChoice, field: string): CheckedProfile {
  if (typeof choice === 'string') return profileNamed(choice, field);
  if (isChecked(choice)) return choice;
  const { base = 'full-copy', ...changes } = choice;
  return checkedProfile(merge(profileNamed(base, `${field}.base`), changes), field);
}

/** The shipped profile of that name. @throws BadInputError when there is none */
export function profileNamed(name: string, field: string): CheckedProfile {
  const among = Object.keys(profiles);
  return profilesByName.get(name) ?? badInput({ field, value: name, expected: `one of ${among.join(', ')}`, among });
}

function editable(profile: Profile): CheckedProfile {
  const change: Editing['with'] = (recipe) => {
    if (typeof recipe !== 'function')
      badInput({ field: 'with', value: recipe, expected: 'a function that writes into a draft of the profile' });
    // What a recipe returns is nothing to immer: `(draft) => (draft.limits.sessions = 1)` is an edit like any other.
    const changed = produce(profile, (draft) => void recipe(draft));
    return checkedProfile(changed, 'profile');
  };
  // The property has just been defined.
  const checked = freeze(Object.defineProperty(profile, 'with', { value: change }), true) as CheckedProfile;
  allChecked.add(checked);
  return checked;
}

function isChecked(choice: object): choice is CheckedProfile {
  return allChecked.has(choice);
}

function checkedProfile(input: unknown, field: string): CheckedProfile {
  const profile = parseInput(profileSchema, input, field);
  checkQuantities(profile, field);
  const [contradiction] = contradictionsOf(profile);
  if (contradiction !== undefined) {
    const { path, expected } = contradiction;
    badInput({ field: `${field}.${path}`, value: path.split('.').reduce<unknown>(member, profile), expected });
  }
  return editable(profile);
}

/** Sizes and times are texts or numbers to the schema. */
function checkQuantities({ extentSize, clones, jobs, service, provider }: Profile, field: string): void {
  if (parseSize(extentSize, `${field}.extentSize`) === 0) {
    badInput({ field: `${field}.extentSize`, value: extentSize, expected: 'at least one block, 512 B' });
  }
  parseSize(clones.synchronousUpTo, `${field}.clones.synchronousUpTo`);
  if (parseSize(jobs.copyRatePerSecond, `${field}.jobs.copyRatePerSecond`) < 1000) {
    badInput({
      field: `${field}.jobs.copyRatePerSecond`,
      value: jobs.copyRatePerSecond,
      expected: "at least '500 KiB', one block a millisecond",
    });
  }
  for (const key of ['startsWithin', 'stopsWithin', 'removedAfter'] as const) {
    parseDuration(jobs[key], `${field}.jobs.${key}`);
  }
  parseDuration(service.operationTimeout, `${field}.service.operationTimeout`);
  parseDuration(service.discovery.takes, `${field}.service.discovery.takes`);
  for (const key of ['longestTimeout', 'staysOpen'] as const) {
    parseDuration(provider.enumeration[key], `${field}.provider.enumeration.${key}`);
  }
  for (const [step, latency] of Object.entries(provider.latency)) {
    parseDuration(latency, `${field}.provider.latency.${step}`);
  }
}

function member(value: unknown, key: string): unknown {
  // Paths of contradictions name members of objects only.
  return (value as Record<string, unknown>)[key];
}

function merge(base: unknown, changes: unknown): unknown {
  if (!isRecord(base) || !isRecord(changes)) return changes;
  const merged = Object.entries(changes).map(([key, change]) => [
    key,
    Object.hasOwn(base, key) ? merge(base[key], change) : change,
  ]);
  return { ...base, ...Object.fromEntries(merged) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
