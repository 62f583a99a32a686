import { useEffect, useRef, useState } from 'preact/hooks';

/** What something was when it last became another, but another one at most this often: for questions that cost the server something.
 * @param value what is compared
 */
export function useSettled(value: string, everyMs: number): string {
  const [settled, setSettled] = useState(value);
  const latest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  latest.current = value;
  useEffect(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setSettled(latest.current);
    }, everyMs);
  }, [value, everyMs]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return settled;
}
