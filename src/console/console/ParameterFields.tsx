import type { ParameterForm } from '../../server/console/contract/forms.js';
import { ElementField } from './ElementField.js';
import { emptyText } from './filledForms.js';

interface Props {
  readonly parameters: readonly ParameterForm[];
  /** As they are written; '' is not given. */
  readonly values: Readonly<Record<string, string>>;
  readonly change: (name: string, value: string) => void;
}

/** The parameters of a method, each by its type and its values. */
export function ParameterFields({ parameters, values, change }: Props) {
  return (
    <>
      {parameters.map((parameter) => (
        <Field
          key={parameter.name}
          parameter={parameter}
          value={values[parameter.name] ?? ''}
          change={(value) => change(parameter.name, value)}
        />
      ))}
    </>
  );
}

interface FieldProps {
  readonly parameter: ParameterForm;
  readonly value: string;
  readonly change: (value: string) => void;
}

function Field({ parameter, value, change }: FieldProps) {
  const { name, type, of, element, array, values, secret, optional, since } = parameter;
  const label = `${name}${optional ? '' : ' *'}${since === null ? '' : ` (since ${since})`}`;
  const choices = type === 'boolean' ? booleans : values;
  if (element !== null && !array)
    return <ElementField label={label} kind={element} value={value} change={change} optional={optional} />;
  if (choices !== null && !array) {
    return (
      <label class="field">
        <span>{label}</span>
        <select value={value} onChange={({ currentTarget }) => change(currentTarget.value)}>
          <option value="">(not given)</option>
          {choices.map((one) => (
            <option key={String(one.value)} value={String(one.value)}>
              {type === 'boolean' ? one.label : `${one.value}: ${one.label}`}
            </option>
          ))}
        </select>
      </label>
    );
  }
  const onInput = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => change(currentTarget.value);
  if (secret) {
    return (
      <label class="field">
        <span>{label}</span>
        <input type="password" autocomplete="off" value={value} onInput={onInput} />
      </label>
    );
  }
  return (
    <label class="field">
      <span>{label}</span>
      <input
        autocomplete="off"
        placeholder={array ? 'a list in JSON' : hintOf(parameter)}
        title={of ?? type}
        value={value}
        onInput={onInput}
      />
    </label>
  );
}

const booleans = [
  { value: 'true', label: 'true' },
  { value: 'false', label: 'false' },
] as const;

function hintOf({ type, size, of }: ParameterForm): string {
  if (size) return '10 GiB';
  if (type === 'string') return `not given; ${emptyText} is an empty text`;
  return type === 'object' ? `${of} in JSON` : `${type}, not given`;
}
