import { Sentence } from '../parts/Name.js';

/** Why something was not done, in the server's words; read out when it comes. */
export function Refusal({ of }: { readonly of: string | null }) {
  return (
    <p role="alert" class="message lines">
      {of !== null && <Sentence of={of} />}
    </p>
  );
}
