import type { Account } from '../../store/callRow.js';
import { theVolume } from '../../store/references.js';
import { passwordDigest, type Settings, sharing } from '../../store/settings.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { featureContradictionsOf } from '../../vocabulary/profile/contradictions.js';
import { parseDuration } from '../../vocabulary/units/durations.js';
import { none } from '../../vocabulary/units/ids.js';
import { addAccount, digested } from '../build.js';
import type { Engine } from '../components.js';
import { catchUp, share } from '../jobs/copying.js';
import { fillSlots } from '../jobs/start.js';
import type { AccountChange, CheckedChange } from './changeSchemas.js';
import { setDrive } from './drives.js';
import { demandIndications, indicate } from './indications.js';
import { demandPeer, setLink } from './link.js';
import { changed, createOutOfBand, deleteOutOfBand, type OutOfBandReply } from './outOfBand.js';
import { forget } from './restart.js';
import { eventTo, setPool, setVolume } from './states.js';

/** Carries out a change.
 * @param seen whether the storage service sees it at once; out of band it does not
 * @returns whether it came to be: what the array refuses is a value
 * @throws BadInputError, with nothing changed
 */
export function applyChange(
  engine: Engine,
  world: World,
  change: CheckedChange,
  seen: boolean,
  field: string,
): OutOfBandReply {
  const { settings } = world;
  const replace = (part: Partial<Settings>) => {
    world.settings = { ...settings, ...part };
  };
  if ('role' in change) {
    if (change.caller === undefined) replace({ role: change.role });
    else replace({ roles: { ...settings.roles, [change.caller]: change.role } });
  } else if ('credential' in change) {
    replace({ credential: change.credential && digested(change.credential.username, change.credential.password) });
  } else if ('configurationProvider' in change) {
    replace({ configurationProvider: change.configurationProvider });
  } else if ('managementController' in change) {
    replace({ managementController: change.managementController });
  } else if ('account' in change) {
    setAccount(world, change.account, field);
  } else if ('certificate' in change) {
    const { certificate, expiresIn } = change;
    const certificateExpiresAtMs =
      expiresIn === undefined ? null : world.nowMs + parseDuration(expiresIn, `${field}.expiresIn`);
    replace({ certificate, certificateExpiresAtMs });
  } else if ('capabilities' in change) {
    const capabilities = { ...settings.capabilities, ...defined(change.capabilities) };
    const [contradiction] = featureContradictionsOf(capabilities);
    if (contradiction !== undefined) {
      const { path, expected } = contradiction;
      badInput({ field: `${field}.${path}`, value: capabilities.features, expected });
    }
    world.settings = sharing({ ...settings, capabilities, discovered: seen ? capabilities : settings.discovered });
    if (!seen) indicate(world, 'capabilitiesIndicated', none);
  } else if ('limits' in change) {
    replace({ limits: { ...settings.limits, ...defined(change.limits) } });
    catchUp(world);
    fillSlots(engine, world);
    share(engine, world);
  } else if ('volume' in change) {
    setVolume(engine, world, theVolume(world, change.volume, `${field}.volume`), change, seen, field);
  } else if ('delete' in change) {
    const reply = deleteOutOfBand(engine, world, change.delete, field);
    if (!reply.changed) return reply;
  } else if ('create' in change) {
    createOutOfBand(engine, world, change.create, field);
  } else if ('pool' in change) {
    setPool(engine, world, change, seen, field);
  } else if ('drive' in change) {
    setDrive(engine, world, change, field);
  } else if ('link' in change) {
    demandPeer(world, change.link, `${field}.link`);
    setLink(engine, world, engine.lifecycles.replicationLink.stateIndex(change.link));
  } else if ('provider' in change) {
    const { link, server, methods, ...rest } = change.provider;
    const connection = connect(engine, settings.connection, link, server);
    replace({ ...defined(rest), methods: { ...settings.methods, ...defined(methods ?? {}) }, connection });
    const chart = engine.lifecycles.providerConnection;
    if (chart.meta(connection).server === 'stopped' && chart.meta(settings.connection).server !== 'stopped') {
      forget(world, world.configuration.profile.provider.forgets);
    }
  } else {
    if (change.indications.changes === 'subscribed') demandIndications(world, `${field}.indications.changes`);
    replace({ indications: { ...settings.indications, ...defined(change.indications) } });
  }
  world.revision++;
  return changed;
}

/** Starts or stops the provider's server, whatever the line does. */
export function moveServer(engine: Engine, world: World, server: 'running' | 'stopped'): void {
  const connection = connect(engine, world.settings.connection, undefined, server);
  world.settings = { ...world.settings, connection };
}

function setAccount(world: World, change: AccountChange, field: string): void {
  const { name, password, expiresIn, ...rest } = change;
  const [handle] = world.accountNames.find(world.accounts, name);
  const known: Account | undefined = handle === undefined ? undefined : world.accounts.payload(handle);
  if (known === undefined && password === undefined) {
    const among = [...world.accounts.handles()].map((one) => world.accounts.payload(one).name);
    return badInput({
      field: `${field}.account.name`,
      value: name,
      expected: 'the name of an account, or a password for a new one',
      among,
    });
  }
  const base = known ?? {
    name,
    passwordDigest: '',
    expiresAtMs: null,
    revoked: false,
    deniedNamespace: false,
    mayModify: true,
    maximumSessions: null,
  };
  const account: Account = {
    ...base,
    ...defined(rest),
    ...(password === undefined ? {} : { passwordDigest: passwordDigest(name, password) }),
    ...(expiresIn === undefined
      ? {}
      : {
          expiresAtMs: expiresIn === null ? null : world.nowMs + parseDuration(expiresIn, `${field}.account.expiresIn`),
        }),
  };
  if (handle === undefined) addAccount(world, account);
  else world.accounts.setPayload(handle, account);
  world.ownAccount = 'not looked up';
}

function connect(engine: Engine, from: number, link: string | undefined, server: string | undefined): number {
  const chart = engine.lifecycles.providerConnection;
  const { link: linkNow } = chart.meta(from);
  const half = eventTo(chart, from, `${link ?? linkNow}+${chart.meta(from).server}`, 'set.provider.link');
  return eventTo(chart, half, `${link ?? linkNow}+${server ?? chart.meta(half).server}`, 'set.provider.server');
}

/** Without the members that are undefined, so that a spread does not overwrite with them. */
function defined<T extends object>(members: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  // Only undefined members are left out.
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
