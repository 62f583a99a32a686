import { factsOf, type MethodName } from '../../vocabulary/methods/index.js';
import type { Step } from '../../vocabulary/steps.js';
import { atLeast, type Version } from '../../vocabulary/versions.js';
import type { Advertised } from '../subject/advertised.js';
import type { Call } from '../subject/call.js';
import type { ModelPool, ModelState, ModelVolume } from './state.js';

/** What a rule may ask: the call, the elements that it names, and what is known of everything else. */
export interface RuleInput {
  readonly advertised: Advertised;
  readonly state: ModelState;
  /** All there are. */
  readonly volumes: readonly ModelVolume[];
  readonly call: Call;
  /** The volume that the method is called on; undefined when there is no such volume, or it is called on a pool. */
  readonly volume: ModelVolume | undefined;
  /** The pool that the method is called on, or that it takes room from or gives it back to. */
  readonly poolName: string | null;
  readonly pool: ModelPool | undefined;
  /** Bytes that the volume has allocated, where the subject tells. */
  readonly allocated: number | undefined;
}

/** Undefined: it may hold. */
export type Holds = boolean | undefined;

/** A reason to refuse. The order of a table is that in which a call meets them. */
export interface Rule {
  readonly step: Step;
  readonly because: string;
  /** The outcome's name: which number that is, the method's facts say. */
  readonly outcome: string;
  readonly since?: Version;
  readonly before?: Version;
  /** The property that is broken when a call goes through all the same. */
  readonly property: 'CAUSE-COMPLETE' | 'CAP-NO' | 'CAP-LIMIT' | 'SHORTAGE-TIGHT';
  readonly holds: (facts: RuleInput) => Holds;
  /** Whether it can hold in a trouble only. */
  readonly isTrouble?: true;
  /** Whether the subject does not say where this begins: then it may hold at any time. */
  readonly isUnpredictable?: (advertised: Advertised) => boolean;
}

/** A rule with its number in one release. */
export interface CodedRule extends Rule {
  /** The usual one. */
  readonly code: number;
  /** What the subject declares to answer; where it declares nothing, the usual one. */
  readonly codes: readonly number[];
  /** Whether it does: else any error is an honest answer. */
  readonly declared: boolean;
}

/** The rules that one release has, with their numbers.
 * @param declared codes by cause, or by 'Pool.Delete/poolUnknown'
 */
export function codedRules(
  method: MethodName,
  rules: readonly Rule[],
  version: Version,
  declared: Readonly<Record<string, number | readonly number[]>> = {},
): readonly CodedRule[] {
  return rules
    .filter(({ since, before }) => atLeast(version, since ?? '2012') && !(before && atLeast(version, before)))
    .map((rule) => {
      const code = codeFor(method, rule.outcome, version);
      const codes = declared[`${method}/${rule.because}`] ?? declared[rule.because];
      return { ...rule, code, codes: codes === undefined ? [code] : [codes].flat(), declared: codes !== undefined };
    });
}

/** Whether a code may come of a reason. */
export function mayAnswer({ codes, declared }: CodedRule, code: number): boolean {
  return !declared || codes.includes(code);
}

/** The number that a method answers for an outcome in one release: its own, or that of what stands for it.
 * @throws Error for an outcome that the method neither has nor says what stands for
 */
export function codeFor(method: MethodName, outcome: string, version: Version): number {
  const code = codeIfAny(method, outcome, version);
  if (code === undefined) throw new Error(`${method} has no outcome '${outcome}'`);
  return code;
}

function codeIfAny(method: MethodName, outcome: string, version: Version): number | undefined {
  const { codes, instead, before2016 } = factsOf(method);
  const asked = (!atLeast(version, '2016') && before2016?.[outcome]) || outcome;
  return (codes[asked] ?? codes[instead[asked] ?? ''])?.code;
}

/** The codes of several outcomes in one release, kept by method. */
export function codesFor(outcomes: readonly string[]): (method: MethodName, version: Version) => ReadonlySet<number> {
  const known = new Map<string, ReadonlySet<number>>();
  return (method, version) => {
    const key = `${method} ${version}`;
    let codes = known.get(key);
    if (codes === undefined) {
      codes = new Set(outcomes.flatMap((outcome) => codeIfAny(method, outcome, version) ?? []));
      known.set(key, codes);
    }
    return codes;
  };
}
