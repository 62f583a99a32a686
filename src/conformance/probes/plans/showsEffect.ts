import { staysAfter } from '../../model/methods/cloneEffect.js';
import { isOver, jobFailed } from '../../model/state.js';
import type { Run } from '../../run/run.js';
import { difference, isOk } from '../clientViews.js';
import type { EffectTrial } from './effectTrial.js';
import { type Strike, strike } from './strike.js';

/** Tries an effect, and demands of all that came of it what the effect and its class say. */
export async function showsEffect(run: Run, trial: EffectTrial): Promise<void> {
  const result = await strike(run, trial);
  if (result === undefined) return;
  const { fault, struck, fired, restored } = result;
  const { verdicts, advertised } = run;
  const text = () => JSON.stringify(fault);
  if (trial.mayMiss && fired === 0) return;
  const isRight = trial.isFrequent ? fired > 0 : fired === (trial.isNever ? 0 : 1);
  verdicts.demand('FIRED', isRight, () => `${text()} fired ${fired} times`);
  const { ended } = struck;
  if (ended !== null)
    verdicts.demand(
      'JOB-LIVE',
      isOver(ended.jobState),
      () => `${text()} was healed, and the job is in state ${ended.jobState}`,
    );
  const wrong = trial.wrong(struck, advertised);
  verdicts.demand('FIRED', !wrong, () => `under ${text()} ${wrong}`);
  judgeLeft(run, trial, result, text);
  if (restored === null) return;
  const { mine, theirs } = restored;
  verdicts.demand(
    'RESTORE',
    mine === theirs,
    () => `saved and restored under ${text()}, it goes on otherwise: ${difference(mine, theirs)}`,
  );
}

/** Holds what is left in the end against what the class of the effect allows. */
function judgeLeft(
  { verdicts, advertised }: Run,
  { leaves }: EffectTrial,
  { struck, before, after, without }: Strike,
  text: () => string,
): void {
  // One more clone is nothing that there was before.
  if (leaves === 'anything' || struck.next.some(isOk)) return;
  if (leaves === 'residue') {
    const left = () => `under ${text()} ${struck.made} volumes are left behind, expected 1`;
    verdicts.demand('FIRED', struck.made === 1, left);
    return;
  }
  if (advertised.leaves.afterFailedCall || advertised.leaves.afterFailedJob) return;
  // A target that hosts could use stays after any end.
  if (struck.ended?.jobState === jobFailed && staysAfter(jobFailed, advertised)) return;
  const isDone = struck.code === 0 || (struck.code === 4096 && struck.ended?.jobState !== jobFailed);
  const isOpen = leaves === 'either' || (leaves === 'asAnswered' && struck.code === null);
  const asBefore = leaves === 'before' || (isOpen ? after === before : leaves === 'asAnswered' && !isDone);
  const expected = asBefore ? before : without;
  if (expected !== null)
    verdicts.demand(
      'HEAL',
      // What the service has heard nothing of, it does not detach.
      after === expected || (isOpen && withoutRelations(after) === withoutRelations(expected)),
      () => `${text()} was healed, and what is left is not what was to be left: ${difference(expected, after)}`,
    );
}

/** What clients see, but for what tells which volumes are associated. */
function withoutRelations(view: string): string {
  const lines = view.split('\n').map((line) => {
    const { usage, source, relation, ...seen } = JSON.parse(line);
    return JSON.stringify(seen);
  });
  return lines.toSorted().join('\n');
}
