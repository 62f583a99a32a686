import { useEffect, useId, useState } from 'preact/hooks';
import { nameText } from '../parts/Name.js';
import { namesOf } from './names.js';
import { type Chosen, useHere, usePlace } from './place.js';

interface Props {
  readonly label: string;
  readonly kind: 'volume' | 'pool' | 'job' | 'drive';
  /** An id, or a name, which a pool goes by; '' for none. */
  readonly value: string;
  readonly change: (value: string) => void;
  /** The element that is chosen elsewhere, which an id may be of. */
  readonly known?: Chosen | null | undefined;
  readonly optional?: boolean | undefined;
  /** Whether a form is not sent without it. */
  readonly required?: boolean | undefined;
}

/** An element to be chosen: among all pools and jobs, or by a part of a volume's name. */
export function ElementField({ label, kind, value, change, known, optional, required }: Props) {
  const pools = useHere((one) => one.pools) ?? [];
  const jobs = useHere((one) => one.jobs) ?? [];
  if (kind === 'drive' || kind === 'volume')
    return (
      <SoughtField
        label={label}
        isVolume={kind === 'volume'}
        value={value}
        change={change}
        known={known}
        required={required}
      />
    );
  const choices =
    kind === 'pool'
      ? pools.map(({ name }) => ({ id: name, words: nameText(name) }))
      : jobs.map(({ id, method, state }) => ({ id, words: `${method}, ${state}: ${id}` }));
  const isOther = value !== '' && !choices.some(({ id }) => id === value);
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={({ currentTarget }) => change(currentTarget.value)}>
        <option value="">{optional ? '(not given)' : '(choose one)'}</option>
        {isOther && <option value={value}>{nameText(value)}</option>}
        {choices.map(({ id, words }) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

interface SoughtProps extends Pick<Props, 'label' | 'value' | 'change' | 'known' | 'required'> {
  readonly isVolume: boolean;
}

function SoughtField({ label, isVolume, value, change, known, required }: SoughtProps) {
  const { session, server, universe } = usePlace();
  const names = namesOf(session, server);
  const id = useId();
  const [found, setFound] = useState<readonly { readonly id: string; readonly name: string }[]>([]);
  const [text, setText] = useState('');
  const shown = value === known?.id ? known.name : (names.of(value) ?? value);
  useEffect(() => {
    if (!isVolume || text === '') return undefined;
    let isWanted = true;
    const timer = setTimeout(async () => {
      const { items } = await server.ask(
        '/api/universes/{universe}/volumes',
        { universe },
        { search: text, limit: 20 },
      );
      names.meet(items);
      if (isWanted) setFound(items);
    }, 150);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [text, isVolume, server, universe]);
  return (
    <label class="field">
      <span>{label}</span>
      <input
        list={id}
        value={nameText(shown)}
        placeholder="name or id"
        required={required}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          change(currentTarget.value);
        }}
      />
      <datalist id={id}>
        {found.map((one) => (
          <option key={one.id} value={nameText(one.name)} />
        ))}
      </datalist>
    </label>
  );
}
