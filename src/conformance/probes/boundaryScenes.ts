import { factsOf } from '../../vocabulary/methods/index.js';
import { cloneOf, usualPool } from '../model/methods/createClone.js';
import { modelsFor } from '../model/methods/index.js';
import { nobody, poolsWhere } from '../model/situation.js';
import type { Run } from '../run/run.js';
import type { Advertised } from '../subject/advertised.js';
import type { Call, Given } from '../subject/call.js';
import { action, cloning, virtualTime } from '../subject/needs.js';
import { isGranted, settle, settleWhere } from './clientViews.js';
import { creationThemes } from './creationScenes.js';
import { deleted } from './deleting.js';
import { poolThemes } from './poolScenes.js';
import { product, type Scene, type Theme } from './scenes.js';
import { snapshotThemes } from './snapshotScenes.js';

/** Fills all that there is, the largest first, until even the smallest is refused: whatever limit is met is met exactly.
 * @param isPatient whether each job is waited for: else they meet the limit of jobs
 */
function filled(isPatient: boolean, mostFree: number | null): Scene {
  return async (run) => {
    const local = poolsWhere(run.state, true);
    if (mostFree !== null && run.advertised.actions.includes('leaveFree'))
      for (const pool of local) await run.act({ do: 'leaveFree', pool, bytes: mostFree * extentOf(run.advertised) });
    const bySize = Object.entries(run.state.volumes).toSorted(([, one], [, other]) => other.size - one.size);
    for (let round = 0; round < 2; round++) {
      let last: string | undefined;
      for (const [on] of bySize)
        for (let made = 0; made < mostClones; made++) {
          const reply = await run.call(cloneOf(on, usualPool(run, 0)));
          await run.look();
          if (!isGranted(reply)) break;
          last = reply.TargetStorageVolume == null ? last : run.symbols.name(reply.TargetStorageVolume);
          if (isPatient) await settle(run);
        }
      await settle(run);
      // One less, and there is room for one again.
      if (last === undefined || !(await deleted(run, last))) return;
    }
  };
}

const mostClones = 12;

function extentOf({ allocation: { extent } }: Advertised): number {
  return extent;
}

/** Names at the edges of what names may be, and such as are nearly the same. */
const named: Scene = async (run) => {
  const [on] = Object.entries(run.state.volumes).toSorted(([, one], [, other]) => one.size - other.size)[0] ?? [];
  if (on === undefined) return;
  const { longest } = run.advertised.names;
  const edges = longest === null ? [] : [longest - 1, longest, longest + 1, 2 * longest];
  const names = [
    ...nearlyTheSame,
    ...edges.flatMap((length) => (length > 0 ? ['n', 'ü', '😀'].map((letter) => `${letter.repeat(length - 1)}n`) : [])),
    ...nearlyTheSame,
  ];
  for (const ElementName of names) {
    const reply = await run.call(cloneOf(on, { ...usualPool(run, 0), ElementName }));
    await run.look();
    if (isGranted(reply)) await settleWhere(run);
  }
};

const nearlyTheSame = [
  'night',
  'Night',
  'NIGHT',
  'night-1',
  'nächte',
  '夜',
  '<night & "day">',
  '0',
  'null',
  '__proto__',
];

/** Every two reasons to refuse at once. */
const wrongTwice: Scene = async (run) => {
  for (const call of wrongCalls(run)) {
    const reply = await run.call(call);
    // What is none of a reason for this subject has made something, which is not to be in the way.
    if (isGranted(reply)) await settleWhere(run);
  }
};

function wrongCalls({ state, advertised }: Run): Call[] {
  const { deniedIdentities, names } = advertised;
  const { caller, account } = deniedIdentities;
  const [on = nobody.volume] = Object.keys(state.volumes);
  const [pool = nobody.pool] = poolsWhere(state, true);
  const odd = Object.keys(state.pools).filter((name) => state.pools[name]?.isPrimordial || state.pools[name]?.isRemote);
  const elsewhere = Object.keys(state.volumes).filter((name) => name !== on);
  const who: readonly Wrong[] = [
    { with: { username: 'somebody' } },
    { with: { password: 'something' } },
    ...(caller === null ? [] : [{ caller }]),
    ...(account === null ? [] : [{ with: account }]),
  ];
  const where: readonly Wrong[] = [{ on: nobody.volume }, ...elsewhere.map((name) => ({ on: name }))];
  const what: readonly Wrong[] = [
    { with: { ElementName: '' } },
    { with: { ElementName: 'n'.repeat((names.longest ?? 64) + 1) } },
    { with: { ElementName: state.volumes[on]?.name ?? 'twice' } },
  ];
  const whither: readonly Wrong[] = [nobody.pool, '', on, ...odd].map((TargetPool) => ({ with: { TargetPool } }));
  const kinds = [who, where, what, whither];
  const pairs = kinds.flatMap((kind, at) => kinds.slice(at + 1).flatMap((other) => product(kind, other)));
  const usual: Given = advertised.targetPool.given === 'required' ? { TargetPool: pool } : {};
  return pairs.map(([one, other]) => ({
    ...cloneOf(other.on ?? one.on ?? on, { ...usual, ...one.with, ...other.with }),
    ...((one.caller ?? other.caller) === undefined ? {} : { caller: one.caller ?? other.caller }),
  }));
}

/** What is wrong about a call. */
interface Wrong {
  readonly on?: string;
  readonly caller?: string;
  readonly with?: Given;
}

const capabilities = 'MSFT_SMReplicationCapabilities';

/** Numbers at the edges of a parameter's type and of what it means. */
const numbered: Scene = async (run) => {
  const asking = modelsFor(run.advertised).filter(({ method }) => factsOf(method).className === capabilities);
  const types = (run.advertised.replication ?? []).map(({ type }) => type);
  for (const { method } of asking)
    for (const ReplicationType of new Set([...types, 0, 1, 2, 24, 25, 26, 255, 256, 65_535]))
      await run.call({ method, on: capabilities, with: { ReplicationType } });
};

/** What happens where something is just enough, or just too much. */
export const boundaryThemes: readonly Theme[] = [
  ...snapshotThemes,
  ...creationThemes,
  ...poolThemes,
  { needs: [cloning], tier: 'roomy', scenes: () => [named, wrongTwice] },
  { needs: [], tier: 'roomy', scenes: () => [numbered] },
  {
    needs: [cloning, virtualTime],
    tier: 'limits',
    scenes: () => [filled(true, null), filled(false, null)],
  },
  {
    needs: [cloning, virtualTime, action('leaveFree')],
    tier: 'roomy',
    scenes: () => [0, 1, 13, 200].map((extents) => filled(true, extents)),
  },
];
