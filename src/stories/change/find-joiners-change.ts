import { joinings } from '../../../config/change-words.ts';
import { findRegions, regionName } from '../relevance/find-regions.ts';
import { isBackground, isDenied, splitClauses } from './read-fact-clauses.ts';

const JOINED =
  /\b(talks|negotiations|war|alliance|coalition|boycott|sanctions|summit|search|operation|mission|effort|bloc|embargo|pact|deal|blockade)\b/iu;

/** States and bodies that no earlier sentence names and that, in the new leads, do something of their own. */
export function findJoinersChange(known: readonly string[], leads: readonly string[]): string[] {
  const before = findRegions(known.join('\n'));
  const there = new Set([...before.codes, ...before.bodies]);
  const joiners = new Map<string, string>();
  for (const clause of leads.flatMap(splitClauses)) {
    if (isBackground(clause) || isDenied(clause)) continue;
    const { codes, bodies } = findRegions(clause.text);
    for (const code of [...codes, ...bodies]) {
      if (there.has(code) || joiners.has(code)) continue;
      const said = sayJoining(clause.text, regionName(code).name);
      if (said) joiners.set(code, said);
    }
  }
  return [...joiners.values()];
}

function sayJoining(text: string, name: string): string | null {
  const at = text.indexOf(name);
  if (at < 0) return null;
  const rest = text.slice(at + name.length);
  const joining = joinings.find(({ says }) => says.test(rest));
  if (!joining) return null;
  const object = joining.shown === 'joins' ? JOINED.exec(rest)?.[0].toLowerCase() : undefined;
  return [name, joining.shown, object].filter(Boolean).join(' ');
}
