import { useState } from 'preact/hooks';
import type { ChangeForm } from '../../server/console/contract/forms.js';
import { Contents } from './Contents.js';
import { ElementField } from './ElementField.js';
import { FormFields } from './FormFields.js';
import { changeOf, filledIn, readObject } from './filledForms.js';
import { namesOf } from './names.js';
import { type Chosen, usePlace } from './place.js';
import { Refusal } from './Refusal.js';
import { useAnswer } from './useAnswer.js';
import { useAct } from './useSession.js';

interface Props {
  readonly chosen: Chosen | null;
}

/** What operators change, what happens behind the storage service's back, and what hosts write. */
export function Changes({ chosen }: Props) {
  const { server } = usePlace();
  const { answer: forms } = useAnswer(() => server.ask('/api/changeForms'), [server]);
  if (forms === null) return <p class="dim">…</p>;
  return (
    <div class="columns three">
      <Change title="Change, and the service knows" command="set" forms={forms.set} chosen={chosen} />
      <div>
        <Change title="Change behind the service's back" command="outOfBand" forms={forms.outOfBand} chosen={chosen} />
        <AsJson />
        <Discover />
      </div>
      <Hosts chosen={chosen} />
    </div>
  );
}

interface ChangeProps extends Props {
  readonly title: string;
  readonly command: 'set' | 'outOfBand';
  readonly forms: readonly ChangeForm[];
}

function Change({ title, command, forms, chosen }: ChangeProps) {
  const { server, universe } = usePlace();
  const [name, setName] = useState('');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [said, say] = useState('');
  const { busy, refusal, act } = useAct();
  const form = forms.find((one) => one.change === name) ?? forms[0];
  if (form === undefined) return null;
  const meant = Object.fromEntries(
    form.fields.filter(({ kind }) => kind === chosen?.kind).map((field) => [field.name, chosen?.name ?? '']),
  );
  const all = { ...meant, ...values };
  const change = () =>
    act(async () => {
      const body = { change: changeOf(form.fields, filledIn(form.fields, all)) };
      if (command === 'set') {
        await server.act(universe, 'set', body);
        say('It is changed.');
      } else {
        const { changed, message } = await server.act(universe, 'outOfBand', body);
        say(changed ? 'It is changed, and the service does not know.' : message);
      }
    });
  return (
    <form
      class="form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        say('');
        change();
      }}
    >
      <h3>{title}</h3>
      <label class="field">
        <span>What</span>
        <select
          value={form.change}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
            setValues({});
          }}
        >
          {forms.map((one) => (
            <option key={one.change} value={one.change}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
      <FormFields
        fields={form.fields}
        values={all}
        change={(field, value) => setValues((before) => ({ ...before, [field]: value }))}
      />
      <p class="buttons">
        <button type="submit" disabled={busy}>
          Change it
        </button>
      </p>
      <Refusal of={refusal} />
      <p role="status" class="dim">
        {said}
      </p>
    </form>
  );
}

/** What no form has, as the library takes it. */
function AsJson() {
  const { server, universe } = usePlace();
  const [text, setText] = useState('');
  const [said, say] = useState('');
  const { busy, refusal, act } = useAct();
  const change = (command: 'set' | 'outOfBand') =>
    act(async () => {
      say('');
      const json = readObject(text);
      if (json === null) say('An object in JSON is expected.');
      else {
        const answer = await server.act(universe, command, { change: json });
        say('message' in answer && !answer.changed ? answer.message : 'It is changed.');
      }
    });
  return (
    <details>
      <summary>Any change, in JSON</summary>
      <form class="form" aria-label="Change in JSON" onSubmit={(event) => event.preventDefault()}>
        <label class="field">
          <span>Change</span>
          <textarea
            rows={3}
            spellcheck={false}
            placeholder={'{ "limits": { "volumes": 10 } }'}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <p class="buttons">
          <button type="button" disabled={busy || text === ''} onClick={() => change('set')}>
            The service knows
          </button>
          <button type="button" disabled={busy || text === ''} onClick={() => change('outOfBand')}>
            It does not
          </button>
        </p>
        <Refusal of={refusal} />
        <p role="status" class="dim">
          {said}
        </p>
      </form>
    </details>
  );
}

function Discover() {
  const { server, universe } = usePlace();
  const { busy, refusal, act } = useAct();
  return (
    <p>
      <button type="button" disabled={busy} onClick={() => act(() => server.act(universe, 'discover', {}))}>
        Let the service discover the array
      </button>
      <Refusal of={refusal} />
    </p>
  );
}

/** What hosts do with a volume. */
function Hosts({ chosen }: Props) {
  const [written, setVolume] = useState<string | null>(null);
  const volume = written ?? (chosen?.kind === 'volume' ? chosen.id : '');
  return (
    <div>
      <Write volume={volume} setVolume={setVolume} chosen={chosen} />
      {volume !== '' && <Contents volume={volume} />}
    </div>
  );
}

interface WriteProps extends Props {
  readonly volume: string;
  readonly setVolume: (volume: string) => void;
}

function Write({ volume, setVolume, chosen }: WriteProps) {
  const { session, server, universe } = usePlace();
  const [values, setValues] = useState({ offset: '0 B', length: '1 GiB', tag: 'written' });
  const [said, say] = useState('');
  const { busy, refusal, act } = useAct();
  const write = () =>
    act(async () => {
      const named = await namesOf(session, server).referring(universe, volume);
      const { written: isWritten, message } = await server.act(universe, 'write', { volume: named, ...values });
      say(isWritten ? 'It is written.' : message);
    });
  return (
    <form
      class="form"
      aria-label="Write as a host"
      onSubmit={(event) => {
        event.preventDefault();
        say('');
        write();
      }}
    >
      <h3>Write as a host</h3>
      <ElementField label="to volume" kind="volume" value={volume} change={setVolume} known={chosen} />
      {(['offset', 'length', 'tag'] as const).map((name) => (
        <label class="field" key={name}>
          <span>{name}</span>
          <input
            value={values[name]}
            onInput={({ currentTarget }) => setValues((before) => ({ ...before, [name]: currentTarget.value }))}
          />
        </label>
      ))}
      <p class="buttons">
        <button type="submit" disabled={busy || volume === ''}>
          Write
        </button>
      </p>
      <Refusal of={refusal} />
      <p role="status" class="dim">
        {said}
      </p>
    </form>
  );
}
