import { allowedCodes, allows, type Judgement } from '../model/judge.js';
import { codeFor, codesFor, mayAnswer } from '../model/rule.js';
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
): readonly Judgement[] {
  const [first] = judgements;
  if (first === undefined) return [];
  return code === 0 || code === 4096
    ? judgeSuccess(verdicts, first, judgements, code)
    : judgeError(verdicts, advertised, first, judgements, code);
}

function judgeSuccess(
  verdicts: Verdicts,
  first: Judgement,
  judgements: readonly Judgement[],
  code: number,
): readonly Judgement[] {
  const expected = () => expectation(first, code);
  judgeMode(verdicts, first, code);
  const fitting = judgements.filter((one) => allows(one, code, true));
  const [sure] = first.certain;
  if (fitting.length === 0 && sure !== undefined) {
    const against = () => `${code}, although ${reasonText(sure, first.input)} stands against it`;
    verdicts.demand(sure.property, false, () => `${against()}: ${expected()}`);
    verdicts.insist('CAUSE-COMPLETE', false, against);
  }
  if (first.predictable.length === 0) verdicts.demand('CAP-YES', true, expected);
  verdicts.insist('CAP-MODE', fitting.length > 0, expected);
  if (first.certain.length === 0 && first.model.makes?.kind === 'volume')
    verdicts.demand('SHORTAGE-TIGHT', true, expected);
  return fitting;
}

function judgeError(
  verdicts: Verdicts,
  advertised: Advertised,
  first: Judgement,
  judgements: readonly Judgement[],
  code: number,
): readonly Judgement[] {
  const expected = () => expectation(first, code);
  const [sure] = first.certain;
  const justified = judgements.filter(({ possible }) => possible.length > 0);
  if (justified.length === 0)
    verdicts.insist('CAP-YES', false, () => `${code}, although nothing stands against the call`);
  if (sure !== undefined) {
    verdicts.demand(sure.property, true, expected);
    verdicts.demand('CAUSE-COMPLETE', true, expected);
  }
  const named = justified.filter(({ possible }) => possible.some((rule) => mayAnswer(rule, code)));
  if (named.length === 0) {
    if (code === shortageOf(first, advertised))
      verdicts.demand('SHORTAGE-TIGHT', false, () => `${code}, although there is room: ${expected()}`);
    verdicts.insist('CAUSE-SOUND', false, () => `${since(first)} stands against the call: ${expected()}`);
  }
  const [reason = first.possible[0]] = first.certain;
  const usual = named.some(({ possible }) => possible.some(({ codes }) => codes.includes(code)));
  if (!usual) {
    const about = { property: 'CAUSE-SOUND', settledBy: `declares.codes.${reason?.because}`, declared: false };
    verdicts.expect(about, false, () => `${first.input.call.method} is refused since ${since(first)}: ${expected()}`);
    return named;
  }
  verdicts.demand('CAUSE-SOUND', true, expected);
  const inOrder = named.filter((one) => allows(one, code, true));
  if (first.certain.length > 1 || inOrder.length === 0) {
    const declared = advertised.declares.properties?.includes('PRECEDENCE') ?? false;
    const order = { property: 'PRECEDENCE', settledBy: "declares.properties 'PRECEDENCE'", declared };
    verdicts.expect(order, inOrder.length > 0, () => `${since(first)} comes before it: ${expected()}`);
  }
  return inOrder.length > 0 ? inOrder : named.filter((one) => allows(one, code, false));
}

/** The reason that comes first. */
function since({ certain, possible, input }: Judgement): string {
  const [reason = possible[0]] = certain;
  return reason === undefined ? 'nothing' : reasonText(reason, input);
}

function expectation(first: Judgement, code: number): string {
  return `${code} is not among the codes that are due: ${allowedCodes(first, true).join(', ')}`;
}

/** Errors that may be answered after the effect, when a fault is the cause. */
export const mayHaveHadEffect = codesFor([
  'timeout',
  'methodInvocationFailed',
  'cannotModifyVolume',
  'cannotModifyPool',
  'cimNotFound',
  'cimNotSupported',
  'cimAlreadyExists',
  'cimNoSuchProperty',
  'cimUnexpectedResponse',
  'cimInvalidResponseDestination',
]);

function judgeMode(verdicts: Verdicts, { successes, input }: Judgement, code: number): void {
  verdicts.demand(
    'CAP-MODE',
    successes.includes(code),
    () => `${input.call.method} answers ${code}, and by what is advertised it has to be ${successes.join(' or ')}`,
  );
}

/** What a method that takes room answers when there is too little. */
function shortageOf({ model, input }: Judgement, { version }: Advertised): number | undefined {
  return model.makes?.kind !== 'volume'
    ? undefined
    : codeFor(input.call.method, model.shortage ?? 'notEnoughResources', version);
}
