import { useState } from 'preact/hooks';
import type { ArmedFault } from '../../server/console/contract/state.js';
import { Heads } from '../parts/Heads.js';
import { Name, Sentence } from '../parts/Name.js';
import { Scroll } from '../parts/Scroll.js';
import { clockText } from '../parts/words.js';
import { FormFields } from './FormFields.js';
import { filledIn } from './filledForms.js';
import { type Chosen, useHere, usePlace } from './place.js';
import { Refusal } from './Refusal.js';
import { useAnswer } from './useAnswer.js';
import { useAct } from './useSession.js';

/** Faults are armed here, by a form or as text; beside it stands what has come of each. */
export function Faults({ chosen }: { readonly chosen: Chosen | null }) {
  return (
    <div class="calling">
      <div>
        <ByForm chosen={chosen} />
        <AsText />
      </div>
      <Ledger />
    </div>
  );
}

function ByForm({ chosen }: { readonly chosen: Chosen | null }) {
  const { server, universe } = usePlace();
  const { answer: forms } = useAnswer(() => server.ask('/api/faultForms'), [server]);
  const [name, setName] = useState('');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const { busy, refusal, act } = useAct();
  const form = forms?.find((one) => one.form === name) ?? forms?.[0];
  if (form === undefined) return <p class="dim">…</p>;
  // What is chosen elsewhere on the page is what is meant, until something else is written.
  const meant = Object.fromEntries(
    form.fields.filter(({ kind }) => kind === chosen?.kind).map((field) => [field.name, chosen?.name ?? '']),
  );
  const all = { ...meant, ...values };
  return (
    <form
      class="form"
      aria-label="Arm a fault"
      onSubmit={(event) => {
        event.preventDefault();
        act(() => server.act(universe, 'arm', { form: form.form, values: filledIn(form.fields, all) }));
      }}
    >
      <label class="field">
        <span>Fault</span>
        <select
          value={form.form}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
            setValues({});
          }}
        >
          {forms?.map((one) => (
            <option key={one.form} value={one.form}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
      <p class="dim">{form.about}</p>
      <FormFields
        fields={form.fields}
        values={all}
        change={(field, value) => setValues((before) => ({ ...before, [field]: value }))}
      />
      <p class="buttons">
        <button type="submit" class="primary" disabled={busy}>
          Arm
        </button>
      </p>
      <Refusal of={refusal} />
    </form>
  );
}

function AsText() {
  const { server, universe } = usePlace();
  const { answer: plans } = useAnswer(() => server.ask('/api/faultPlans'), [server]);
  const [text, setText] = useState('');
  const { busy, refusal, act } = useAct();
  const plan = plans?.find((one) => one.plan === text);
  return (
    <details>
      <summary>Any fault or plan, as text</summary>
      <form
        class="form"
        aria-label="Arm a plan"
        onSubmit={(event) => {
          event.preventDefault();
          act(() => server.act(universe, 'arm', { text }));
        }}
      >
        <label class="field">
          <span>Begin with</span>
          <select value={plan?.name ?? ''} onChange={({ currentTarget }) => setText(planNamed(currentTarget.value))}>
            <option value="">(nothing)</option>
            {plans?.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {plan && <p class="dim">{plan.about}</p>}
        <label class="field">
          <span>Plan</span>
          <textarea
            rows={6}
            spellcheck={false}
            placeholder={'invoke Delete 20% 3*: return 43016\nor a plan in YAML or JSON'}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <p class="buttons">
          <button type="submit" disabled={busy || text === ''}>
            Arm the plan
          </button>
        </p>
        <Refusal of={refusal} />
      </form>
    </details>
  );

  function planNamed(name: string): string {
    return plans?.find((one) => one.name === name)?.plan ?? '';
  }
}

function Ledger() {
  const { server, universe } = usePlace();
  const faults = useHere((one) => one.faults);
  const { busy, refusal, act } = useAct();
  const { ledger = [], held = [] } = faults ?? {};
  return (
    <section class="rows" aria-label="Ledger of faults">
      <div class="tools">
        <h3>
          Ledger <span class="dim">{ledger.length}</span>
        </h3>
        <button
          type="button"
          disabled={busy || ledger.length === 0}
          onClick={() => act(() => server.act(universe, 'heal', {}))}
        >
          Heal all
        </button>
      </div>
      <Refusal of={refusal} />
      {held.length > 0 && (
        <ul class="chips" aria-label="Tags that hold something">
          {held.map((tag) => (
            <li key={tag}>
              <button type="button" disabled={busy} onClick={() => act(() => server.act(universe, 'release', { tag }))}>
                Release <Name of={tag} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {ledger.length === 0 ? (
        <p class="dim">No fault is armed.</p>
      ) : (
        <Scroll label="Faults with what came of them">
          <table>
            <Heads of={['fault', 'matched', 'fired', 'when, and what it did', '']} numeric={[1, 2]} />
            <tbody>
              {ledger.map((entry) => (
                <Entry
                  key={entry.fault}
                  entry={entry}
                  busy={busy}
                  heal={() => act(() => server.act(universe, 'heal', { faults: [entry.fault] }))}
                />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

interface EntryProps {
  readonly entry: ArmedFault;
  readonly busy: boolean;
  readonly heal: () => void;
}

function Entry({ entry, busy, heal }: EntryProps) {
  const { fault, text, matched, fired, firings, dropped, closest, missed } = entry;
  return (
    <tr class={missed ? 'bad' : undefined}>
      <td class="text">
        <b>
          <Name of={fault} />
        </b>
        <p>
          <code>
            <Sentence of={text} />
          </code>
        </p>
      </td>
      <td class="number">{matched}</td>
      <td class="number">{fired}</td>
      <td class="text">
        {dropped > 0 && <p class="dim">{dropped} earlier ones are not kept</p>}
        {firings.map(({ atMs, point, effects }, at) => (
          <p key={at}>
            {clockText(atMs)} at {point}: <Sentence of={effects.join(', ')} />
          </p>
        ))}
        {closest !== null && (
          <p class="dim">
            <Sentence of={closest} />
          </p>
        )}
      </td>
      <td>
        <button type="button" disabled={busy} aria-label={`Heal ${fault}`} onClick={heal}>
          Heal
        </button>
      </td>
    </tr>
  );
}
