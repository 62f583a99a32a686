import type { CompiledOperation } from '../../operations/compile.js';
import type { CallFacts } from '../../operations/facts/call.js';
import { openSession } from '../../operations/facts/sessions.js';
import type { World } from '../../store/world.js';
import { type Step, steps } from '../../vocabulary/steps.js';
import { none } from '../../vocabulary/units/ids.js';
import { execute } from '../commit/execute.js';
import { rename } from '../commit/rename.js';
import type { Engine } from '../components.js';
import { logIn, useSession } from '../sessions/session.js';
import { type Call, countSession } from './call.js';
import { reply } from './conclude.js';

type Effect = (engine: Engine, world: World, call: Call, facts: CallFacts) => void;

/** The steps that do something, and what. */
const effects: { readonly [At in Step]?: Effect } = {
  connect: (_engine, world, { row, request }, { accountHandle }) => {
    row.connected = world.settings.incarnation;
    const session = openSession(world, request, accountHandle);
    if (session === none) world.connected++;
    else useSession(world, row, session);
  },
  authenticate: (_engine, world, { row, request, parked }, { accountHandle }) => {
    row.account = accountHandle;
    if (world.configuration.sessions !== null) logIn(world, row, request);
    else if (parked) countSession(world, row, 1);
  },
  invoke: (_engine, world, { row }) => {
    row.operating = world.settings.incarnation;
    world.operating++;
  },
  array: executeHere,
  readBack: executeHere,
  rename: (_engine, world, { row }, facts) => rename(world, row, facts),
  serviceReply: reply,
};

/** Nothing where the method has its effect at another step. */
function executeHere(engine: Engine, world: World, call: Call, facts: CallFacts): void {
  if (steps[call.row.step] === call.operation.effectAt) execute(engine, world, call, facts);
}

/** By index of a step: what it does when none of its rows has applied; undefined where it does nothing. */
export const effectAt: readonly (Effect | undefined)[] = steps.map((step) => effects[step]);

export function hasEffect({ effectAt }: CompiledOperation, step: Step): boolean {
  return step === 'array' || step === 'readBack' ? step === effectAt : effects[step] !== undefined;
}
