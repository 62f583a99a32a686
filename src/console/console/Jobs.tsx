import { useMemo, useState } from 'preact/hooks';
import type { FilmedJobView } from '../../report/film/film.js';
import type { CallInFlight } from '../../server/console/contract/state.js';
import { Heads } from '../parts/Heads.js';
import { Name, Sentence } from '../parts/Name.js';
import { Scroll } from '../parts/Scroll.js';
import { clockText, stateText } from '../parts/words.js';
import { useName } from './names.js';
import { type Chosen, useHere, usePlace } from './place.js';
import { Refusal } from './Refusal.js';
import { type Acting, useAct } from './useSession.js';

interface Props {
  readonly choose: (chosen: Chosen) => void;
}

/** What operators can do to a job, in the order in which it is offered. */
const controls = {
  suspend: 'suspend',
  resume: 'resume',
  terminate: 'terminate',
  kill: 'kill',
  enterService: 'put into service',
  leaveService: 'take out of service',
  query: 'let it ask',
  answer: 'answer it',
} as const;

const jobsShown = 60;

/** Calls in flight, and jobs: those that are at work first, then those that ended last. */
export function Jobs({ choose }: Props) {
  const jobs = useHere((one) => one.jobs) ?? [];
  const calls = useHere((one) => one.calls) ?? [];
  const acting = useAct();
  const working = jobs.filter(({ removedAtMs }) => removedAtMs === null);
  const finished = jobs.filter(({ removedAtMs }) => removedAtMs !== null).toReversed();
  const shown = [...working, ...finished].slice(0, jobsShown);
  return (
    <section class="panel jobs" aria-label="Jobs and calls">
      <h2>
        Jobs{' '}
        <span class="dim">
          {working.length} at work, {finished.length} over
        </span>
      </h2>
      {jobs.length > 0 && (
        <Scroll label="Jobs">
          <table>
            <Heads of={['method', 'from', 'to', 'state', 'done', 'operators']} />
            <tbody>
              {shown.map((job) => (
                <JobRow key={job.id} job={job} choose={choose} acting={acting} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {jobs.length > shown.length && <p class="dim">{jobs.length - shown.length} more are not shown.</p>}
      {calls.length > 0 && <Calls calls={calls} acting={acting} />}
      <Refusal of={acting.refusal} />
    </section>
  );
}

interface RowProps extends Props {
  readonly job: FilmedJobView;
  readonly acting: Acting;
}

function JobRow({ job, choose, acting }: RowProps) {
  const { id, method, source, target, state, percentComplete, submittedMs, errorCode, errorDescription } = job;
  const isOver = job.removedAtMs !== null;
  // A job goes on a hundred times, and what can be done to it stays the same.
  const operators = useMemo(() => (isOver ? null : <Operators job={id} acting={acting} />), [isOver, id, acting.busy]);
  return (
    <tr class={errorCode === 0 ? undefined : 'bad'}>
      <td title={`${id}, accepted at ${clockText(submittedMs)}`}>{method}</td>
      <td>{source !== null && <Volume id={source} choose={choose} />}</td>
      <td>{target !== null && <Volume id={target} choose={choose} />}</td>
      <td>
        {stateText(state)}
        {errorCode !== 0 && (
          <p class="message cell">
            {errorCode}: <Sentence of={errorDescription ?? ''} />
          </p>
        )}
      </td>
      <td class="amount">
        <progress max={100} value={percentComplete} aria-label="How much is done" /> {percentComplete} %
      </td>
      <td>{operators}</td>
    </tr>
  );
}

function Operators({ job, acting }: { readonly job: string; readonly acting: Acting }) {
  const { server, universe } = usePlace();
  return (
    <select
      aria-label="What operators do to this job"
      disabled={acting.busy}
      value=""
      onChange={({ currentTarget }) => {
        const { value: control } = currentTarget;
        currentTarget.value = '';
        acting.act(() => server.act(universe, 'job', { job, control }));
      }}
    >
      <option value="">do …</option>
      {Object.entries(controls).map(([control, words]) => (
        <option key={control} value={control}>
          {words}
        </option>
      ))}
    </select>
  );
}

function Volume({ id, choose }: { readonly id: string } & Props) {
  const name = useName(id);
  return (
    <button type="button" class="link cut" onClick={() => choose({ kind: 'volume', id, name })}>
      <Name of={name} />
    </button>
  );
}

const phases = {
  ready: 'is ready for',
  waiting: 'waits at',
  held: 'is held at',
  replied: 'has its reply, decided at',
} as const;

function Calls({ calls, acting }: { readonly calls: readonly CallInFlight[]; readonly acting: Acting }) {
  const { server, universe } = usePlace();
  const [answer, setAnswer] = useState('');
  const finish = (call: string, method: string) =>
    acting.act(async () => {
      const { decided } = await server.act(universe, 'finish', { call });
      setAnswer(decided === null ? `${method} has no reply` : `${method}: ${decided.code ?? 'lost'} ${decided.label}`);
    });
  return (
    <>
      <h3>
        Calls in flight <span class="dim">{calls.length}</span>
      </h3>
      <Scroll label="Calls in flight">
        <table>
          <Heads of={['method', 'on', 'where it is', 'by', 'go on']} />
          <tbody>
            {calls.map(({ id, method, on, caller, phase, step }) => (
              <tr key={id}>
                <td>{method}</td>
                <td>
                  <span class="cut">
                    <Name of={on} />
                  </span>
                </td>
                <td>
                  {phases[phase]} <b>{step}</b>
                </td>
                <td>
                  <span class="cut">
                    <Name of={caller} />
                  </span>
                </td>
                <td class="buttons">
                  <button
                    type="button"
                    disabled={acting.busy || phase === 'replied'}
                    onClick={() => acting.act(() => server.act(universe, 'step', { call: id }))}
                  >
                    Step
                  </button>
                  <button type="button" disabled={acting.busy} onClick={() => finish(id, method)}>
                    Finish
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p role="status" class="dim">
        {answer}
      </p>
    </>
  );
}
