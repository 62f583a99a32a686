import type { Advertised } from '../../conformance/subject/advertised.js';
import type { Call } from '../../conformance/subject/call.js';
import type { Profile } from '../../vocabulary/profile/profile.js';
import { type ArrayMutant, isOk, on, pretending, wrapped } from './mutant.js';

/** As many characters as names may have. */
const longest = 16;

/** Arrays that are wrong in what the documents leave open, and they have declared: names, and pools that nobody names. */
export const wrongDetails: readonly ArrayMutant[] = [
  asked('names-in-code-units', 'It counts code units of names, and refuses half as many emoji.', (name) =>
    name.length > longest ? `${'n'.repeat(longest)}n` : name,
  ),
  asked('names-in-bytes', 'It counts the bytes of names, and refuses shorter ones.', (name) =>
    new TextEncoder().encode(name).length > longest ? `${'n'.repeat(longest)}n` : name,
  ),
  asked('unwritable-names-taken', 'It drops of a name what XML cannot carry, and takes the rest.', (name) =>
    name.replaceAll(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, ''),
  ),
  asked('beyond-ascii-refused', 'It refuses names that are not ASCII.', (name) =>
    /^[\x20-\x7e]*$/.test(name) ? name : '',
  ),
  declaring('names-cut-in-silence', 'It cuts long names, and says that it refuses them.', names('cut'), {
    longNames: 'refused',
  }),
  declaring('long-names-refused', 'It refuses long names, and says that it cuts them.', names('refused'), {
    longNames: 'cut',
  }),
  declaring('long-names-ignored', 'It ignores long names, and says that it cuts them.', names('ignored'), {
    longNames: 'cut',
  }),
  declaring(
    'names-ignored-in-silence',
    'It supplies the names of clones, and says that they get what was asked for.',
    on({ base: 'full-copy', clones: { ignoresNames: true } }),
    { givenNames: 'kept' },
  ),
  wrapped(
    'names-cut-through-a-character',
    'It cuts a name within a character.',
    () => ({ volume: (one) => ({ ...one, name: one.name.replace(/[\ud800-\udbff][\udc00-\udfff]$/, halved) }) }),
    names('cut'),
  ),
  picking(
    'first-pool-for-any',
    'It takes the first pool with room, and says the one with most.',
    'firstWithRoom',
    'mostFree',
  ),
  picking('most-free-for-first', 'It takes the pool with most room, and says the first.', 'mostFree', 'firstWithRoom'),
  picking(
    'most-free-for-the-source',
    "It takes the pool with most room, and says the source's.",
    'mostFree',
    'sourcePool',
  ),
  picking(
    'source-for-most-free',
    "It takes the source's pool, and says the one with most room.",
    'sourcePool',
    'mostFree',
  ),
  picking(
    'source-for-first',
    "It takes the source's pool, and says the first with room.",
    'sourcePool',
    'firstWithRoom',
  ),
  pretending(
    'reserved-pools-in-name',
    'It says that targets need a pool that is reserved for replication, and takes others.',
    {},
    (advertised) => ({ ...advertised, targetPool: { ...advertised.targetPool, reserved: true } }),
  ),
  pretending(
    'reserved-pools-needed',
    'It takes pools only that are reserved for replication, and does not say so.',
    on({ base: 'full-copy', capabilities: { features: [51, 55] } }),
    (advertised) => ({ ...advertised, targetPool: { ...advertised.targetPool, reserved: false } }),
  ),
  wrapped(
    'first-pool-when-full',
    'Where no pool has room, it says that there is no such pool.',
    () => ({
      answers: (reply, call) =>
        isOk(reply) || reply.ReturnValue !== 40_002 || call.with.TargetPool !== undefined
          ? reply
          : { ...reply, ReturnValue: 8 },
    }),
    pools('mostFree'),
  ),
];

function halved(pair: string): string {
  return pair.slice(0, 1);
}

/** An array with short names, and something else that becomes of those which are too long. */
function names(longNames: Profile['clones']['longNames']) {
  return on({ base: 'full-copy', clones: { maximumNameLength: longest, longNames } });
}

/** An array that is asked for other names than its client gives. */
function asked(name: string, wrong: string, change: (name: string) => string): ArrayMutant {
  const asks = (call: Call): Call => {
    const { ElementName } = call.with;
    return typeof ElementName === 'string'
      ? { ...call, with: { ...call.with, ElementName: change(ElementName) } }
      : call;
  };
  return wrapped(name, wrong, () => ({ asks }), names('refused'));
}

function declaring(
  name: string,
  wrong: string,
  real: ReturnType<typeof on>,
  declares: Advertised['declares'],
): ArrayMutant {
  return pretending(name, wrong, real, (advertised) => ({
    ...advertised,
    declares: { ...advertised.declares, ...declares },
  }));
}

function pools(poolNotGiven: Profile['clones']['poolNotGiven']) {
  return on({ base: 'full-copy', clones: { poolNotGiven } });
}

function picking(
  name: string,
  wrong: string,
  real: Profile['clones']['poolNotGiven'],
  says: Profile['clones']['poolNotGiven'],
): ArrayMutant {
  return declaring(name, wrong, pools(real), { poolNotGiven: says });
}
