import type { CallFacts } from '../../operations/facts/call.js';
import type { World } from '../../store/world.js';
import { type Step, steps } from '../../vocabulary/steps.js';
import { execute } from '../commit/execute.js';
import { rename } from '../commit/rename.js';
import type { Engine } from '../components.js';
import type { Call } from './call.js';
import { reply } from './conclude.js';

type Effect = (engine: Engine, world: World, call: Call, facts: CallFacts) => void;

/** The steps that do something, and what. */
const effects: { readonly [At in Step]?: Effect } = {
  connect: (_engine, world, { row }) => {
    row.connected = world.settings.incarnation;
    world.connected++;
  },
  authenticate: (_engine, _world, { row }, { accountHandle }) => {
    row.account = accountHandle;
  },
  invoke: (_engine, world, { row }) => {
    row.operating = world.settings.incarnation;
    world.operating++;
  },
  array: execute,
  rename: (_engine, world, { row }, facts) => rename(world, row, facts),
  serviceReply: reply,
};

/** By index of a step: what it does when none of its rows has applied; undefined where it does nothing. */
export const effectAt: readonly (Effect | undefined)[] = steps.map((step) => effects[step]);

export function hasEffect(step: Step): boolean {
  return effects[step] !== undefined;
}
