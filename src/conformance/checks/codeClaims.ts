import { allowedCodes, allows, type Judgement } from '../model/judge.js';
import type { Advertised } from '../subject/advertised.js';
import type { Verdicts } from './verdicts.js';

/** Holds a code against what the model allows.
 * @returns the judgements of the states in which it is allowed
 */
export function judgeCode(
  verdicts: Verdicts,
  advertised: Advertised,
  judgements: readonly Judgement[],
  code: number,
  inOrder: boolean,
): readonly Judgement[] {
  const [first] = judgements;
  if (first === undefined) return [];
  const success = code === 0 || code === 4096;
  const sure = first.certain[0];
  if (success) judgeMode(verdicts, advertised, first, code);
  const fitting = judgements.filter((one) => allows(one, code, inOrder));
  const expected = () => `${code} is not among the codes that are due: ${allowedCodes(first, inOrder).join(', ')}`;
  if (success) {
    const reason = fitting.length === 0 ? sure : undefined;
    if (reason !== undefined) {
      const { because, property } = reason;
      verdicts.demand(property, false, () => `${code}, although '${because}' stands against it: ${expected()}`);
      verdicts.insist('CAUSE-COMPLETE', false, () => `${code}, although '${because}' stands against it`);
    }
    if (first.predictable.length === 0) verdicts.demand('CAP-YES', true, expected);
    verdicts.insist('CAP-MODE', fitting.length > 0, expected);
    if (first.certain.length === 0) verdicts.demand('SHORTAGE-TIGHT', true, expected);
    return fitting;
  }
  if (fitting.length === 0) {
    if (first.predictable.length === 0)
      verdicts.demand('CAP-YES', false, () => `${code}, although nothing stands against the clone`);
    if (code === shortageOf(advertised))
      verdicts.demand('SHORTAGE-TIGHT', false, () => `${code}, although there is room: ${expected()}`);
    const reasons = judgements.flatMap(({ possible }) => possible);
    verdicts.demand(
      'CAUSE-SOUND',
      reasons.some((rule) => rule.code === code),
      () => `nothing causes it: ${expected()}`,
    );
    verdicts.insist('PRECEDENCE', false, () => `'${sure?.because}' comes before it: ${expected()}`);
  }
  if (sure !== undefined) {
    verdicts.demand(sure.property, true, expected);
    verdicts.demand('CAUSE-COMPLETE', true, expected);
    if (first.certain.length > 1) verdicts.demand('PRECEDENCE', true, expected);
  }
  verdicts.demand('CAUSE-SOUND', true, expected);
  return fitting;
}

/** Errors that may be answered after the clone was made, when a fault is the cause. */
export function mayHaveHadEffect(code: number): boolean {
  return afterEffect.has(code);
}

const afterEffect = new Set([3, 40300, 40304, 43006, 43007, 43011, 43012, 43018, 43019]);

function judgeMode(verdicts: Verdicts, advertised: Advertised, { success }: Judgement, code: number): void {
  const { copies } = advertised.clones;
  verdicts.demand(
    'CAP-MODE',
    code === success,
    () => `the answer is ${code}; with copies ${copies} it has to be ${success}`,
  );
}

function shortageOf({ version }: Advertised): number {
  return version === '2016' ? 40002 : 4;
}
