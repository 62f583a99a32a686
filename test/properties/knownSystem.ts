import type { Profile } from '../../src/index.js';
import { parseDuration } from '../../src/vocabulary/units/durations.js';
import type { ArrayKind } from './arrayKind.js';
import type { Command, Outcome } from './commands.js';
import type { Glance } from './transition.js';

type Capabilities = Profile['capabilities'];

/** The system around the elements, as far as someone knows it who has made all changes: immutable. */
export interface KnownSystem {
  readonly role: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly credential: { readonly username: string; readonly password: string } | null;
  readonly accounts: Readonly<Record<string, KnownAccount>>;
  readonly certificate: { readonly state: string; readonly expiresAtMs: number | null };
  readonly live: Capabilities;
  readonly discovered: Capabilities;
  /** Whether capabilities were changed out of band since the last discovery. */
  readonly capabilitiesStale: boolean;
  readonly limits: Profile['limits'];
  readonly provider: {
    readonly link: string;
    readonly server: string;
    readonly foreignSessions: number;
    readonly foreignOperations: number;
    readonly namespace: string;
    readonly replicationService: string;
  };
  /** How often the provider's server has stopped. */
  readonly stops: number;
  readonly indications: { readonly destination: string; readonly subscription: string };
  /** All outcomes that were ever forced: which of them were used up is the array's business. */
  readonly armed: readonly { readonly at: string; readonly code: number | 'lost' }[];
  /** Elements that were changed out of band and not discovered since. */
  readonly changed: ReadonlySet<string>;
  /** Volumes that were made out of band and not discovered since. */
  readonly unseen: ReadonlySet<string>;
  /** Elements that went out of band and are listed until the next discovery. */
  readonly deletedButCached: ReadonlyMap<
    string,
    { readonly name: string; readonly pool?: string; readonly isRemote?: boolean }
  >;
}

export interface KnownAccount {
  readonly password: string;
  readonly expiresAtMs: number | null;
  readonly revoked: boolean;
  readonly deniedNamespace: boolean;
  readonly mayModify: boolean;
  readonly maximumSessions: number | null;
}

const fresh: KnownAccount = {
  password: '',
  expiresAtMs: null,
  revoked: false,
  deniedNamespace: false,
  mayModify: true,
  maximumSessions: null,
};

export function initialSystem({ options, profile }: ArrayKind): KnownSystem {
  const accounts = (options.accounts ?? []).map(({ name, password, mayModify = true, maximumSessions = null }) => [
    name,
    { ...fresh, password, mayModify, maximumSessions },
  ]);
  return {
    role: 'administrator',
    roles: {},
    credential: options.credential ?? null,
    accounts: Object.fromEntries(accounts),
    certificate: { state: 'valid', expiresAtMs: null },
    live: profile.capabilities,
    discovered: profile.capabilities,
    capabilitiesStale: false,
    limits: profile.limits,
    provider: {
      link: 'up',
      server: 'running',
      foreignSessions: 0,
      foreignOperations: 0,
      namespace: 'present',
      replicationService: 'present',
    },
    stops: 0,
    indications: { destination: 'valid', subscription: 'none' },
    armed: [],
    changed: new Set(),
    unseen: new Set(),
    deletedButCached: new Map(),
  };
}

/** What surrounds the elements after a command; what was bad input has changed nothing. */
export function afterCommand(was: KnownSystem, view: Glance, command: Command, outcome: Outcome): KnownSystem {
  if (outcome.kind === 'badInput') return was;
  switch (command.do) {
    case 'discover':
      return {
        ...was,
        discovered: was.live,
        capabilitiesStale: false,
        changed: new Set(),
        unseen: new Set(),
        deletedButCached: new Map(),
      };
    case 'failAt':
      return { ...was, armed: [...was.armed, { at: command.at, code: command.code }] };
    case 'set':
      return afterChange(was, view, command.change);
    case 'outOfBand':
      return behindTheBack(was, view, command.change);
    default:
      return was;
  }
}

function afterChange(was: KnownSystem, { now }: Glance, change: (Command & { do: 'set' })['change']): KnownSystem {
  if ('role' in change) {
    if (change.caller === undefined) return { ...was, role: change.role };
    return { ...was, roles: { ...was.roles, [change.caller]: change.role } };
  }
  if ('credential' in change) return { ...was, credential: change.credential };
  if ('account' in change) {
    const { name, expiresIn, ...rest } = change.account;
    const until = typeof expiresIn === 'number' ? { expiresAtMs: now + expiresIn } : {};
    const known = {
      ...(was.accounts[name] ?? fresh),
      ...rest,
      ...(expiresIn === null ? { expiresAtMs: null } : until),
    };
    return { ...was, accounts: { ...was.accounts, [name]: known as KnownAccount } };
  }
  if ('certificate' in change) {
    const { certificate, expiresIn } = change;
    const expiresAtMs = expiresIn === undefined ? null : now + parseDuration(expiresIn, 'expiresIn');
    return { ...was, certificate: { state: certificate, expiresAtMs } };
  }
  if ('capabilities' in change) {
    // The draws leave no member undefined.
    const live = { ...was.live, ...change.capabilities } as Capabilities;
    return { ...was, live, discovered: live, capabilitiesStale: false };
  }
  if ('limits' in change) return { ...was, limits: { ...was.limits, ...change.limits } as Profile['limits'] };
  if ('provider' in change) {
    const provider = { ...was.provider, ...change.provider } as KnownSystem['provider'];
    const stops = provider.server === 'stopped' && was.provider.server !== 'stopped';
    return { ...was, provider, stops: was.stops + (stops ? 1 : 0) };
  }
  if ('indications' in change)
    return { ...was, indications: { ...was.indications, ...change.indications } as KnownSystem['indications'] };
  return was;
}

function behindTheBack(was: KnownSystem, view: Glance, change: (Command & { do: 'outOfBand' })['change']): KnownSystem {
  if ('capabilities' in change) return withLive(was, { ...was.live, ...change.capabilities } as Capabilities);
  if ('delete' in change) {
    // The draws name elements by id.
    const id = String(change.delete);
    const gone = view.pools.get(id) ?? view.volumes.get(id);
    if (gone === undefined) throw new Error(`${id} was deleted, and was not there`);
    return { ...was, deletedButCached: new Map(was.deletedButCached).set(id, gone) };
  }
  if ('create' in change) return was;
  const id = String('volume' in change ? change.volume : change.pool);
  return { ...was, changed: new Set(was.changed).add(id) };
}

/** The cache is stale while the array can do something else than what the service has discovered. */
function withLive(was: KnownSystem, live: Capabilities): KnownSystem {
  const inWords = (one: Capabilities) => JSON.stringify(Object.entries(one).sort());
  return { ...was, live, capabilitiesStale: inWords(live) !== inWords(was.discovered) };
}

/** With a volume that was made out of band. */
export function withUnseen(was: KnownSystem, id: string): KnownSystem {
  return { ...was, unseen: new Set(was.unseen).add(id) };
}
