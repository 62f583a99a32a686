import type { FormField } from '../../server/console/contract/forms.js';
import { nameText } from '../parts/Name.js';
import { ElementField } from './ElementField.js';
import { useHere } from './place.js';

interface Props {
  readonly fields: readonly FormField[];
  readonly values: Readonly<Record<string, string>>;
  readonly change: (name: string, value: string) => void;
}

/** The fields of a fault or of a change. */
export function FormFields({ fields, values, change }: Props) {
  return (
    <>
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={values[field.name] ?? field.initial}
          change={(value) => change(field.name, value)}
        />
      ))}
    </>
  );
}

interface FieldProps {
  readonly field: FormField;
  readonly value: string;
  readonly change: (value: string) => void;
}

const hints: Readonly<Partial<Record<FormField['kind'], string>>> = { size: '10 GiB', time: '5 min', percent: '50' };

function Field({ field: { label, kind, required, choices }, value, change }: FieldProps) {
  const pools = useHere((one) => one.pools) ?? [];
  const title = required ? `${label} *` : label;
  if (kind === 'volume')
    return <ElementField label={title} kind="volume" value={value} change={change} required={required} />;
  if (kind === 'flag') {
    return (
      <label class="field">
        <span>{title}</span>
        <input
          type="checkbox"
          checked={value === 'true'}
          onChange={({ currentTarget }) => change(String(currentTarget.checked))}
        />
      </label>
    );
  }
  if (kind === 'choice' || kind === 'pool') {
    const options = kind === 'pool' ? pools.map(({ name }) => ({ value: name, label: nameText(name) })) : choices;
    return (
      <label class="field">
        <span>{title}</span>
        <select value={value} required={required} onChange={({ currentTarget }) => change(currentTarget.value)}>
          {!options.some((one) => one.value === '') && <option value="">{required ? '(choose one)' : '(any)'}</option>}
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <label class="field">
      <span>{title}</span>
      <input
        value={value}
        required={required}
        inputMode={kind === 'number' || kind === 'percent' ? 'decimal' : undefined}
        placeholder={hints[kind] ?? ''}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
    </label>
  );
}
