import type { FormField } from '../contract/forms.js';

type Choices = readonly (string | readonly [value: string, label: string])[];

/** A field of a form that may be left empty, unless more is said. */
export function field(name: string, label: string, kind: FormField['kind'], more: Partial<FormField> = {}): FormField {
  return { name, label, kind, required: false, choices: [], initial: '', ...more };
}

export function choice(name: string, label: string, choices: Choices, more: Partial<FormField> = {}): FormField {
  const written = choices.map((one) => {
    const [value, words] = typeof one === 'string' ? [one, one] : one;
    return { value, label: words };
  });
  return field(name, label, 'choice', { choices: written, initial: written[0]?.value ?? '', ...more });
}
