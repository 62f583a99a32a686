import { documentedCodes } from '../../vocabulary/methods/codes.js';
import { factsOf, type MethodName } from '../../vocabulary/methods/index.js';
import type { Version } from '../../vocabulary/versions.js';
import type { Judgement } from '../model/judge.js';
import { modelOf } from '../model/methods/index.js';
import type { MethodModel, Names } from '../model/methods/method.js';
import type { Symbols } from '../run/symbols.js';
import type { Advertised } from '../subject/advertised.js';
import type { Call, Reply } from '../subject/call.js';
import type { Verdicts } from './verdicts.js';

const byVersion = new Map<Version, Map<MethodName, ReadonlySet<number>>>();

/** The return codes that a release documents for a method. */
export function documented(method: MethodName, version: Version): ReadonlySet<number> {
  let byMethod = byVersion.get(version);
  if (byMethod === undefined) {
    byMethod = new Map();
    byVersion.set(version, byMethod);
  }
  let codes = byMethod.get(method);
  if (codes === undefined) {
    codes = new Set(documentedCodes(method, version));
    byMethod.set(method, codes);
  }
  return codes;
}

export function isSuccess({ ReturnValue: code }: Pick<Reply, 'ReturnValue'>): boolean {
  return code === 0 || code === 4096;
}

/** The id of what a reply says was made. */
export function madeBy({ makes }: MethodModel, reply: Reply): string | null {
  return makes === null ? null : (reply[makes.parameter] ?? null);
}

/** What the documents promise of any reply, whatever the call was. */
export function judgeReply(verdicts: Verdicts, advertised: Advertised, method: MethodName, reply: Reply): void {
  const { ReturnValue: code, Job: job } = reply;
  const { version } = advertised;
  const model = modelOf(method);
  const made = madeBy(model, reply);
  const makes = model.makes !== null;
  verdicts.demand(
    'CODE-DOMAIN',
    documented(method, version).has(code),
    () => `${method} answered ${code}, which release ${version} does not document for it`,
  );
  const came = () =>
    `${code} came with ${made === null ? 'no target' : 'a target'} and ${job === null ? 'no job' : 'a job'}`;
  if (code === 0) verdicts.insist('OUT-0', (made !== null) === makes && job === null, came);
  else if (code === 4096) {
    // The reference to what a job makes "may not be available immediately".
    verdicts.insist('OUT-4096', (made === null || makes) && job !== null, came);
    if (makes && advertised.declares.targetListed !== 'atCompletion')
      verdicts.expect(targetAtOnce(advertised), made !== null, came);
  } else
    verdicts.demand(
      'OUT-ERR',
      made === null && job === null,
      () => `the error ${code} came with ${made === null ? 'a job' : 'a target'}`,
    );
  judgeStatus(verdicts, advertised, method, reply);
}

/** When a target that a job makes is listed and referred to. */
export function targetAtOnce({ declares: { targetListed } }: Advertised) {
  return targetListed === 'atOnce' ? promisedTarget : openTarget;
}

const openTarget = { property: 'OUT-4096', settledBy: 'declares.targetListed', declared: false };
const promisedTarget = { ...openTarget, declared: true };

/** That a status fits the code that it came with; and that it is there and says something, where that is declared. */
function judgeStatus(
  verdicts: Verdicts,
  { declares: { extendedStatus } }: Advertised,
  method: MethodName,
  reply: Reply,
): void {
  const { ReturnValue: code, ExtendedStatus: status } = reply;
  const text = () => statusText(status, code);
  const { StatusCode: told, SMErrorSource: source, SMMessage: message, Operation: operation } = status ?? {};
  verdicts.demand('STATUS-TELLS', told === undefined || told === code, text);
  if (isSuccess(reply)) return;
  const isThere = extendedStatus === undefined ? openStatus : promisedStatus;
  if (!verdicts.expect(isThere, status !== null, text)) return;
  // A CIM error is the provider's; what else the service itself decides.
  const relayed = code >= 43001 && code <= 43029;
  const says =
    told === code &&
    (source === 1 || source === 2) &&
    (!relayed || source === 2) &&
    typeof message === 'string' &&
    message.length > 0;
  verdicts.expect(isThere, says, text);
  const names =
    operation === undefined ||
    operation === '' ||
    operation === null ||
    operationsOf(method).some((name) => `${operation}`.endsWith(name));
  verdicts.expect(extendedStatus === 'withNumbers' ? promisedStatus : openStatus, names, text);
}

const openStatus = { property: 'STATUS-TELLS', settledBy: 'declares.extendedStatus', declared: false };
const promisedStatus = { ...openStatus, declared: true };

/** The method, and what the provider is asked for its sake. */
function operationsOf(method: MethodName): readonly string[] {
  const { name, provider } = factsOf(method);
  return [name, provider.method];
}

function statusText(status: Reply['ExtendedStatus'], code: number): string {
  return status === null
    ? `${code} came without an ExtendedStatus`
    : `${code} came with the ExtendedStatus ${JSON.stringify(status)}`;
}

/** That a shortage is told with the numbers that decided. */
export function judgeNumbers(verdicts: Verdicts, { declares }: Advertised, reply: Reply): void {
  const { ExtendedStatus: status, ReturnValue: code } = reply;
  const message = status?.SMMessage;
  verdicts.expect(
    declares.extendedStatus === 'withNumbers' ? promisedStatus : openStatus,
    typeof message !== 'string' || /\d/.test(message),
    () => `${code} tells of something that is short without a number: '${message}'`,
  );
}

/** That what is told of a shortage, beside its numbers, fits what is known of the subject. */
export function judgeShortage(verdicts: Verdicts, { model, input, certain }: Judgement, reply: Reply): void {
  const { ReturnValue: code } = reply;
  const isDue = certain.some(({ property, codes }) => property === 'SHORTAGE-TIGHT' && codes.includes(code));
  if (model.wrongShortage === undefined || !isDue) return;
  const wrong = model.wrongShortage(input, reply);
  verdicts.demand('SHORTAGE-TIGHT', wrong === null, () => `${input.call.method}: ${wrong}`);
}

/** That what a success hands out fits together, and fits what is known of the subject. */
export function judgeOut(verdicts: Verdicts, symbols: Symbols, judgements: readonly Judgement[], reply: Reply): void {
  const nameOf = (id: string) => symbols.name(id);
  const wrong = judgements.map(({ model, input }) => model.wrongOut?.(input, reply, nameOf) ?? null);
  verdicts.demand('OUT-0', wrong.includes(null), () => `${judgements[0]?.input.call.method}: ${wrong[0]}`);
}

/** Gives the ids of a reply the call's names; they have to be new. */
export function bindReply(
  verdicts: Verdicts,
  symbols: Symbols,
  { model, call }: { readonly model: MethodModel; readonly call: Call },
  reply: Reply,
  names: Names,
): Names {
  const told = madeBy(model, reply);
  const { Job: job } = reply;
  const existing = model.overwrites?.(call);
  if (existing !== undefined && told !== null) {
    const named = symbols.name(told);
    const out = job === null ? 'OUT-0' : 'OUT-4096';
    verdicts.insist(out, named === existing, () => `${call.method} onto ${existing} names ${named}`);
  }
  const made = existing === undefined ? told : null;
  const named = [
    [model.makes?.kind ?? 'volume', made],
    ['job', job],
  ] as const;
  for (const [kind, id] of named) {
    if (id === null) continue;
    verdicts.insist('ID-UNIQUE', !symbols.knows(kind, id), () => `the id of ${symbols.name(id)} came again`);
  }
  return {
    made:
      existing ??
      (made === null || names.made === null
        ? names.made
        : symbols.bind(model.makes?.kind ?? 'volume', names.made, made)),
    job: job === null || names.job === null ? null : symbols.bind('job', names.job, job),
  };
}
