import { useEffect, useMemo, useState } from 'preact/hooks';
import type { MethodForm } from '../../server/console/contract/forms.js';
import type { CallAnswer } from '../../server/console/contract.js';
import { Sentence } from '../parts/Name.js';
import { verdictOf } from '../parts/words.js';
import { ElementField } from './ElementField.js';
import { readParameters } from './filledForms.js';
import { namesOf } from './names.js';
import { ParameterFields } from './ParameterFields.js';
import { type Chosen, usePlace } from './place.js';
import { Refusal } from './Refusal.js';
import { Rows } from './Rows.js';
import { useAnswer } from './useAnswer.js';
import { useAct } from './useSession.js';

interface Props {
  readonly chosen: Chosen | null;
  readonly call: string | null;
  readonly showCall: (call: string | null) => void;
}

/** A method as a form, and beside it the table of its rows: after a call, which one answered, and why those before it did not. */
export function Calling({ chosen, call, showCall }: Props) {
  const { server, universe } = usePlace();
  const { answer: methods } = useAnswer(() => server.ask('/api/methods'), [server]);
  const [name, setName] = useState('CreateClone');
  const method = methods?.find((one) => one.method === name);
  if (methods === null) return <p class="dim">…</p>;
  return (
    <div class="calling">
      <div>
        <MethodChoice
          methods={methods}
          name={name}
          choose={(one) => {
            setName(one);
            showCall(null);
          }}
        />
        {method && <Form key={`${universe} ${name}`} method={method} chosen={chosen} showCall={showCall} />}
      </div>
      <Rows method={name} call={call} showTable={() => showCall(null)} />
    </div>
  );
}

interface ChoiceProps {
  readonly methods: readonly MethodForm[];
  readonly name: string;
  readonly choose: (name: string) => void;
}

function MethodChoice({ methods, name, choose }: ChoiceProps) {
  const classes = useMemo(() => [...new Set(methods.map(({ className }) => className))], [methods]);
  return (
    <label class="field">
      <span>Method</span>
      <select value={name} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {classes.map((className) => (
          <optgroup key={className} label={className}>
            {methods
              .filter((one) => one.className === className)
              .map(({ method, refused }) => (
                <option key={method} value={method}>
                  {method}
                  {refused ? ' (not modelled)' : ''}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

interface FormProps {
  readonly method: MethodForm;
  readonly chosen: Chosen | null;
  readonly showCall: (call: string) => void;
}

function Form({ method, chosen, showCall }: FormProps) {
  const { session, server, universe } = usePlace();
  const [on, setOn] = useState('');
  const [caller, setCaller] = useState('');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [answer, setAnswer] = useState<CallAnswer | null>(null);
  const { busy, refusal, act } = useAct();
  // What is chosen elsewhere on the page is what is meant, where it is of the kind.
  const suits = chosen !== null && chosen.kind === method.on;
  useEffect(() => {
    // No two pools have one name.
    if (suits) setOn(chosen.kind === 'pool' ? chosen.name : chosen.id);
  }, [suits, chosen?.id]);
  const body = async () => ({
    on: method.on === null ? method.className : await namesOf(session, server).referring(universe, on),
    method: method.method,
    parameters: readParameters(method.parameters, values),
    ...(caller === '' ? {} : { caller }),
  });
  const call = () =>
    act(async () => {
      setAnswer(null);
      const one = await server.act(universe, 'call', await body());
      setAnswer(one);
      showCall(one.call);
    });
  const begin = () =>
    act(async () => {
      setAnswer(null);
      showCall((await server.act(universe, 'begin', await body())).call);
    });
  return (
    <form
      class="form"
      aria-label={`Call ${method.method}`}
      onSubmit={(event) => {
        event.preventDefault();
        call();
      }}
    >
      <p class="dim">{method.summary}</p>
      {method.on !== null && (
        <ElementField
          label={`on ${method.on}`}
          kind={method.on}
          value={on}
          change={setOn}
          known={suits ? chosen : null}
        />
      )}
      <ParameterFields
        parameters={method.parameters}
        values={values}
        change={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
      />
      <label class="field">
        <span>as caller</span>
        <input placeholder="client" value={caller} onInput={({ currentTarget }) => setCaller(currentTarget.value)} />
      </label>
      <p class="buttons">
        <button type="submit" class="primary" disabled={busy}>
          Call
        </button>
        <button type="button" disabled={busy} title="It stays in flight, and goes on step by step." onClick={begin}>
          Begin only
        </button>
      </p>
      <Refusal of={refusal} />
      <div role="status">{answer !== null && <Answer answer={answer} />}</div>
    </form>
  );
}

function Answer({ answer: { inFlight, decided, reply } }: { readonly answer: CallAnswer }) {
  if (inFlight) return <p>It is in flight still: see the calls in flight.</p>;
  const outs = Object.entries(reply ?? {}).filter(
    ([name, value]) => value !== null && name !== 'ReturnValue' && name !== 'decided',
  );
  return (
    <div class="answer">
      {decided !== null && (
        <>
          <p>
            <b class={verdictOf(decided)}>{decided.code ?? 'No reply comes'}</b> {decided.label}
          </p>
          {decided.why !== '' && (
            <p class="why">
              <Sentence of={decided.why} />
            </p>
          )}
          <p class="dim">
            decided at {decided.step} by {decided.because}
            {decided.fault !== null && `, by fault '${decided.fault}'`}
          </p>
        </>
      )}
      {outs.length > 0 && (
        <dl class="outs">
          {outs.map(([name, value]) => (
            <>
              <dt key={name}>{name}</dt>
              <dd key={`${name} value`}>
                <code>
                  <Sentence of={typeof value === 'string' ? value : JSON.stringify(value)} />
                </code>
              </dd>
            </>
          ))}
        </dl>
      )}
    </div>
  );
}
