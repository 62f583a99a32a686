import { steps } from '../../../src/vocabulary/steps.js';
import { type Cause, causeOf, causes } from '../causes.js';
import { endings } from '../endings.js';
import { type Asked, ask, type Situation, situationsLater, timetable } from '../situation.js';
import { demand, type Property, replyOf, type Transition } from '../transition.js';

/** Between a code and its cause there is a way in both directions. */
export const causation: readonly Property[] = [
  {
    name: 'CAUSE-SOUND',
    statement:
      'for all errors, the cause that they name held during the call, or the outcome was forced, or a fault that fired led to it',
    watch: () => (transition, seen) => {
      const reply = replyOf(transition);
      if (reply === undefined || isOk(reply.ReturnValue)) return;
      const { step, because, atMs } = reply.decided;
      const { armed } = transition.observer.before.system;
      const forced = armed.some(({ at, code }) => at === step && code === reply.ReturnValue);
      const saysSo = reply.ExtendedStatus?.SMMessage.endsWith('(forced)') ?? false;
      demand(forced || !saysSo, () => `${reply.ReturnValue} at ${step} says that it was forced, and it was not`);
      if (forced || isOfFault(transition, reply.ExtendedStatus?.SMMessage ?? '')) return;
      const cause = causeOf(step, because);
      demand(cause !== undefined, () => `nobody outside knows of a cause ${because} at ${step}`);
      if (cause === undefined) return;
      seen();
      const held = situationsOf(transition, atMs).some(({ situation, asked }) =>
        holds(cause, situation, asked, transition),
      );
      demand(held, () => `${reply.ReturnValue} because of ${because} (${step}), which did not hold during the call`);
    },
  },
  {
    name: 'CAUSE-COMPLETE',
    statement: 'for all causes that hold throughout a call, the answer is an error',
    watch: () => (transition, seen) => {
      const { outcome, observer, command } = transition;
      if (outcome.kind !== 'reply') return;
      const present = command.do === 'clone' ? presentOnTime(transition) : presentThroughout(transition);
      if (present.length === 0) return;
      seen();
      const { ReturnValue: code } = outcome.reply;
      const names = present.map(({ step, because }) => `${because} (${step})`).join(' and ');
      demand(!isOk(code), () => `${code}, although ${names} held in version ${observer.arrayKind.options.version}`);
    },
  },
  {
    name: 'CAP-YES',
    statement: 'for all clones that are advertised, with no cause against them and nothing forced, the answer is OK',
    watch: () => (transition, seen) => {
      const reply = replyOf(transition);
      const { command, observer, before } = transition;
      if (reply === undefined || command.do !== 'clone' || observer.before.system.armed.length > 0) return;
      // A job without its source fails when it is done, and its target may be the source of this very call.
      if ([...before.jobs.values()].some(({ source }) => !before.volumes.has(source))) return;
      if (causesOnTime(transition).some(({ ever }) => ever)) return;
      seen();
      const { ReturnValue: code, decided } = reply;
      demand(
        isOk(code),
        () => `${code} because of ${decided.because} (${decided.step}), with nothing against the clone`,
      );
    },
  },
  {
    name: 'JOB-CAUSE',
    statement:
      'for all jobs that end in Exception, the cause that they name held, or the failure was forced, or a fault that fired led to it',
    watch: () => (transition, seen) => {
      const { before, after, observer } = transition;
      for (const job of after.jobs.values()) {
        const earlier = before.jobs.get(job.id);
        if (job.state !== 'exception' || earlier?.state === 'exception') continue;
        const text = job.errorDescription ?? '';
        seen();
        if (text.endsWith('(forced)')) {
          const armed = observer.after.system.armed.some(({ at }) => at === 'jobEnd');
          demand(armed, () => `${job.id} says that it was forced, and it was not`);
          continue;
        }
        if (isOfFault(transition, text)) continue;
        const ending = endings.find(({ says }) => says.test(text));
        // A source that is a copy itself goes when its own copy fails: in between, or as far as the eye can see after it.
        const held = [before, after].some((view) => ending?.holds(job, view, transition)) || isRobbed(transition, text);
        demand(held, () => `${job.id} ended because '${text}', which did not hold`);
      }
    },
  },
];

/** Whether a job may have failed because a fault has stolen what was promised to it. */
function isRobbed({ after }: Transition, sentence: string): boolean {
  const stolen = [...after.pools.values()].some((pool) => pool.stolen > 0n);
  return stolen && sentence === 'the array runs out of resources while the copy runs';
}

/** Whether a sentence names a fault as its cause, and rightly. */
function isOfFault({ array }: Transition, sentence: string): boolean {
  const name = / \(fault '(.*)'\)$/.exec(sentence)?.[1];
  if (name === undefined) return false;
  const fired = array.faults.ledger().some(({ fault, fired: times }) => fault === name && times > 0);
  demand(fired, () => `'${sentence}', and that fault has not fired`);
  return true;
}

const isOk = (code: number) => code === 0 || code === 4096;

function holds(cause: Cause, situation: Situation, asked: Asked, { arrayKind }: Transition): boolean {
  return cause.holds({ situation, asked, arrayKind });
}

/** What the call of this command met: at its beginning, at each command since, and when it was decided. */
function situationsOf(transition: Transition, decidedAtMs: number): readonly { situation: Situation; asked: Asked }[] {
  const { command, observer, untouched } = transition;
  const { before, begun } = observer;
  if (command.do === 'clone') {
    const asked = ask(before, command);
    return situationsLater(untouched, before, decidedAtMs).map((situation) => ({ situation, asked }));
  }
  if (command.do !== 'finish') return [];
  const call = begun.get(command.call);
  if (call === undefined) return [];
  const others = { ...before, inFlight: before.inFlight.filter(({ id }) => id !== command.call) };
  // Others saw this very call in flight; to itself it is no other.
  const met = call.met.map((one) => ({ ...one, inFlight: one.inFlight.filter(({ id }) => id !== command.call) }));
  return [...met, ...situationsLater(untouched, others, decidedAtMs)].map((situation) => ({
    situation,
    asked: call.asked,
  }));
}

/** For a call that nothing interrupted: which causes hold when it begins and when their step is judged, all the time or
 * at some time.
 */
function causesOnTime(transition: Transition): readonly { cause: Cause; always: boolean; ever: boolean }[] {
  const { command, observer, untouched, arrayKind } = transition;
  if (command.do !== 'clone') return [];
  const { before } = observer;
  const asked = ask(before, command);
  const times = timetable(arrayKind, before.view.now);
  const later = new Map<number, readonly Situation[]>();
  return causes
    .filter(({ onlyNecessary }) => !onlyNecessary)
    .map((cause) => {
      const atMs = times[steps.indexOf(cause.step)] ?? before.view.now;
      const situations = later.get(atMs) ?? situationsLater(untouched, before, atMs);
      later.set(atMs, situations);
      const held = [before, ...situations].map((situation) => holds(cause, situation, asked, transition));
      return { cause, always: !held.includes(false), ever: held.includes(true) };
    });
}

function presentOnTime(transition: Transition): readonly Cause[] {
  return causesOnTime(transition).flatMap(({ cause, always }) => (always ? [cause] : []));
}

/** For a call among others: the causes that change by commands only, and held after every one of them. */
function presentThroughout(transition: Transition): readonly Cause[] {
  const situations = situationsOf(transition, transition.after.now);
  return causes.filter(
    (cause) =>
      !cause.fleeting &&
      situations.length > 0 &&
      situations.every(({ situation, asked }) => holds(cause, situation, asked, transition)),
  );
}
