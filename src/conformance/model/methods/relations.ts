import { type Call, type Given, textGiven } from '../../subject/call.js';
import { produce } from '../produce.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { nobody, pick, type Situation, volumesWhere } from '../situation.js';
import { isOpen, type ModelState, type ModelVolume } from '../state.js';

// What methods about the relation of two volumes have in common.

const parameters = ['TargetStorageVolume', 'TargetGroupReplicaPeer'] as const;

/** The symbol of the target that a call names. */
export function targetGiven(call: Call): string | undefined {
  return parameters.map((name) => textGiven(call, name)).find((text) => text !== undefined);
}

export function targetOf({ call, state }: Pick<RuleInput, 'call' | 'state'>): ModelVolume | undefined {
  return state.volumes[targetGiven(call) ?? ''];
}

export const targetUnknown: Rule = {
  step: 'service',
  because: 'targetUnknown',
  outcome: 'objectNotFound',
  property: 'CAUSE-COMPLETE',
  holds: (input) => {
    const target = targetOf(input);
    if (target === undefined) return targetGiven(input.call) !== undefined;
    // A job may have taken it back, or not have listed it yet.
    return target.usable === null || !target.shown ? undefined : false;
  },
};

/** Whether the target is related to that source: undefined where its relation may have ended, or be late to.
 * @param source null for any
 */
export function isRelated(input: RuleInput, source: string | null): Holds {
  const target = targetOf(input);
  if (target === undefined) return false;
  if (target.source === null) return target.madeOf === null ? false : undefined;
  if (source !== null && target.source !== source) return false;
  return mayHaveEnded(input, target) ? undefined : true;
}

/** A relation ends with its copy, where clones are detached then; and with the job that fails. */
function mayHaveEnded({ state, advertised }: RuleInput, { job, usable, mirror }: ModelVolume): boolean {
  if (mirror !== null && usable === true) return false;
  const making = state.jobs[job ?? ''];
  return (
    usable !== true || advertised.clones.detaches !== false || (making !== undefined && isOpen(making) && !making.fresh)
  );
}

/** The state in which the target is related to nothing. */
export function withoutRelation(input: Pick<RuleInput, 'call' | 'state'>): ModelState {
  const name = targetGiven(input.call) ?? '';
  return produce(input.state, (draft) => {
    const target = draft.volumes[name];
    if (target !== undefined) Object.assign(target, { source: null, mirror: null });
  });
}

/** A volume that is related, and its source; undefined where there is none. */
export function pairIn(
  { state }: Situation,
  n: number,
): { readonly source: string; readonly target: string } | undefined {
  const target = pick(
    volumesWhere(state, ({ source }) => source !== null),
    n,
  );
  const source = state.volumes[target ?? '']?.source;
  return target === undefined || source == null ? undefined : { source, target };
}

/** Pairs that are not related, or not so. */
export function oddPairs(
  { state }: Situation,
  n: number,
): readonly { readonly on: string; readonly target: Given[string] }[] {
  const names = Object.keys(state.volumes);
  const [on, other] = [pick(names, n) ?? nobody.volume, pick(names, n >> 3) ?? nobody.volume];
  return [
    { on, target: nobody.volume },
    { on: nobody.volume, target: other },
    { on, target: other },
  ];
}
