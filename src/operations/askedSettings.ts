import type { Settings } from '../store/settings.js';
import type { SystemFacts } from './facts/system.js';

/** The members of the settings that something was judged by. */
export type AskedSettings = Set<keyof Settings>;

/** What of the facts comes down to which settings. */
const behind: { readonly [Fact in Exclude<keyof SystemFacts, 'settings'>]: readonly (keyof Settings)[] } = {
  configuration: [],
  provider: [],
  link: ['connection'],
  server: ['connection'],
  live: ['capabilities'],
  reported: ['reported', 'capabilities'],
  discovered: ['discovered'],
};

/** The same facts, which note what of the settings they are asked for. For what is judged seldom: it costs more than the facts do. */
export function noting<Facts extends SystemFacts>(facts: Facts, asked: AskedSettings): Facts {
  const settings = new Proxy(facts.settings, {
    get(target, member: keyof Settings) {
      asked.add(member);
      return target[member];
    },
  });
  return new Proxy(facts, {
    get(target, fact) {
      if (fact === 'settings') return settings;
      // Facts about the call and its elements have no settings behind them.
      for (const member of behind[fact as keyof typeof behind] ?? []) asked.add(member);
      return Reflect.get(target, fact, target);
    },
  });
}
