import { allowedCodes, allows, type Judgement } from '../model/judge.js';
import { codeFor, codesFor } from '../model/rule.js';
import type { Advertised } from '../subject/advertised.js';
import { reasonText } from './reasonText.js';
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
  if (success) judgeMode(verdicts, first, code);
  const fitting = judgements.filter((one) => allows(one, code, inOrder));
  const expected = () => `${code} is not among the codes that are due: ${allowedCodes(first, inOrder).join(', ')}`;
  if (success) {
    const reason = fitting.length === 0 ? sure : undefined;
    if (reason !== undefined) {
      const against = () => `${code}, although ${reasonText(reason, first.input)} stands against it`;
      verdicts.demand(reason.property, false, () => `${against()}: ${expected()}`);
      verdicts.insist('CAUSE-COMPLETE', false, against);
    }
    if (first.predictable.length === 0) verdicts.demand('CAP-YES', true, expected);
    verdicts.insist('CAP-MODE', fitting.length > 0, expected);
    if (first.certain.length === 0 && first.model.makes !== null) verdicts.demand('SHORTAGE-TIGHT', true, expected);
    return fitting;
  }
  if (fitting.length === 0) {
    if (first.predictable.length === 0)
      verdicts.demand('CAP-YES', false, () => `${code}, although nothing stands against the call`);
    if (code === shortageOf(first, advertised))
      verdicts.demand('SHORTAGE-TIGHT', false, () => `${code}, although there is room: ${expected()}`);
    const reasons = judgements.flatMap(({ possible }) => possible);
    verdicts.demand(
      'CAUSE-SOUND',
      reasons.some((rule) => rule.code === code),
      () => `nothing causes it: ${expected()}`,
    );
    const before = () => (sure === undefined ? 'another reason' : reasonText(sure, first.input));
    verdicts.insist('PRECEDENCE', false, () => `${before()} comes before it: ${expected()}`);
  }
  if (sure !== undefined) {
    verdicts.demand(sure.property, true, expected);
    verdicts.demand('CAUSE-COMPLETE', true, expected);
    if (first.certain.length > 1) verdicts.demand('PRECEDENCE', true, expected);
  }
  verdicts.demand('CAUSE-SOUND', true, expected);
  return fitting;
}

/** Errors that may be answered after the effect, when a fault is the cause. */
export const mayHaveHadEffect = codesFor([
  'timeout',
  'methodInvocationFailed',
  'cannotModifyVolume',
  'cimNotFound',
  'cimNotSupported',
  'cimAlreadyExists',
  'cimNoSuchProperty',
  'cimUnexpectedResponse',
  'cimInvalidResponseDestination',
]);

function judgeMode(verdicts: Verdicts, { success, input }: Judgement, code: number): void {
  verdicts.demand(
    'CAP-MODE',
    code === success,
    () => `${input.call.method} answers ${code}, and by what is advertised it has to be ${success}`,
  );
}

/** What a method that takes room answers when there is too little. */
function shortageOf({ model, input }: Judgement, { version }: Advertised): number | undefined {
  return model.makes === null ? undefined : codeFor(input.call.method, 'notEnoughResources', version);
}
