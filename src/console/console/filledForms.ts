import type { FormField, ParameterForm } from '../../server/console/contract/forms.js';

// What is written into forms, as requests have it.

/** What stands for an empty text, which '' does not: it is a parameter that is not given. */
export const emptyText = '""';

/** The parameters as a call has them: numbers and lists as JSON has them, and all that is no such thing as it is written, for the array to
 * judge.
 */
export function readParameters(
  parameters: readonly ParameterForm[],
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const given = parameters.filter(({ name }) => (values[name] ?? '') !== '');
  return Object.fromEntries(
    given.map((parameter) => [parameter.name, readValue(parameter, values[parameter.name] ?? '')]),
  );
}

function readValue({ type, array, size }: ParameterForm, text: string): unknown {
  if (text === emptyText) return '';
  if (array || type === 'object') return jsonOr(text);
  if (type === 'boolean') return text === 'true';
  const isNumber = type !== 'string' && type !== 'ref' && /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text));
  return isNumber && !size ? Number(text) : text;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The array says what is wrong with it.
    return text;
  }
}

/** What a form's fields come to: those that something stands in, as it stands there or before anybody has written. */
export function filledIn(
  fields: readonly FormField[],
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const filled = fields.map(({ name, initial }) => [name, values[name] ?? initial] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== ''));
}

/** A change as JSON: numbers and flags as such, and all else as it is written. */
export function changeOf(
  fields: readonly FormField[],
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const read = ({ kind }: FormField, text: string): unknown => {
    if (kind === 'flag') return text === 'true';
    return (kind === 'number' || kind === 'percent') && text.trim() !== '' && !Number.isNaN(Number(text))
      ? Number(text)
      : text;
  };
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = values[field.name];
      return text === undefined ? [] : [[field.name, read(field, text)]];
    }),
  );
}

/** An object in JSON; null for what is none. */
export function readObject(text: string): Readonly<Record<string, unknown>> | null {
  const value = jsonOr(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}
