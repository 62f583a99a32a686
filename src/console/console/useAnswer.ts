import { useEffect, useState } from 'preact/hooks';

/** The answer to a question, asked anew when one of what it is about becomes another; null before it comes.
 * @param about what the question depends on
 */
export function useAnswer<Answer>(
  question: () => Promise<Answer>,
  about: readonly unknown[],
): { readonly answer: Answer | null; readonly refusal: string | null } {
  const [known, setKnown] = useState<{ readonly answer: Answer | null; readonly refusal: string | null }>(nothing);
  useEffect(() => {
    let isAsked = true;
    question().then(
      (answer) => isAsked && setKnown({ answer, refusal: null }),
      (error: unknown) =>
        isAsked && setKnown({ answer: null, refusal: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isAsked = false;
    };
  }, about);
  return known;
}

const nothing = { answer: null, refusal: null } as const;
