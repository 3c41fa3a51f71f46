/**
 * Words that decide what a statement says without being its subject, as lemmas or lower-case forms: a bullet that leaves one out, or brings one
 * in, says something else. Closed classes of the language, not of any news; open classes (verbs that are followed by an infinitive or a gerund)
 * need no list, since what hangs on another verb is told by its form.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** Deny the verb they stand with. */
export const NEGATIONS = words('not never neither nor hardly barely scarcely rarely seldom');

/** Deny or bound what they count: `no group`, `few deputies`, `only nine`. */
export const QUANTITIES = words(
  'no none nobody nothing neither few some most half only just mere part several many majority minority handful fraction little',
);

/** Take back what the noun behind them says: a former minister is no minister. */
export const TAKING_BACK = words(
  `former ex alleged suspected proposed planned possible potential attempted failed fake false draft would-be so-called self-declared self-proclaimed self-styled
  acting interim deputy vice assistant outgoing incoming likely unlikely supposed reported apparent rumoured rumored unconfirmed partial preliminary provisional tentative
  conditional purported putative prospective aspiring near then-`,
);

/** Keep the verb beside them from being plainly so. */
export const HEDGING_ADVERBS = words(
  `allegedly reportedly apparently possibly probably likely perhaps maybe purportedly supposedly potentially partly partially almost nearly provisionally tentatively
  conditionally falsely wrongly mistakenly only seemingly presumably temporarily virtually mostly largely`,
);

/** Nouns that do so in `in principle`, `in theory`. */
export const HEDGING_NOUNS = words('principle theory');

/** Open a clause or phrase without which the main clause is not said. */
export const CONDITIONS = words(
  'if unless until till provided providing pending lest without assuming whether',
);

/** Take something out of what is said. */
export const EXCEPTIONS = words('except excluding barring besides');

/** Verbs that give somebody else's word or thought; the speaker goes with it. */
export const CLAIMING = words(
  `accuse allege claim believe suspect deny warn estimate fear think expect predict argue insist suggest hint assume imagine hope assert contend maintain speculate dispute
  doubt reckon guess propose demand promise vow threaten pretend consider project forecast blame`,
);

/** Verbs of plain telling; who said it may be left out where nothing is contested. */
export const TELLING = words(
  'say state tell announce report confirm add note declare show find reveal explain write according indicate acknowledge admit',
);

/** Verbs behind which an infinitive or gerund has happened: who began to leave was leaving. */
export const IMPLYING = words('manage begin start continue keep resume proceed happen remember go');

/** Nouns, adjectives and verbs under which something has yet to happen. */
export const AWAITING = words(
  `schedule plan expect set due hope seek try intend aim promise agree order want likely prepare mean suppose vow pledge offer propose attempt urge call
  tip poise slate book`,
);

/** What undoes such a plan in a clause behind `but`. */
export const UNDOING = words(
  `cancel postpone delay fail refuse deny reject block halt abandon withdraw reverse overturn drop scrap suspend shelve veto stop call-off change decline miss`,
);

/** Offices: a person is not given one that the evidence does not give. */
export const OFFICES = words(
  `president minister prime chancellor premier king queen prince princess emperor emir sultan pope bishop cardinal ayatollah ambassador envoy senator governor mayor judge
  justice prosecutor general colonel captain major lieutenant admiral commander marshal spokesman spokeswoman spokesperson secretary chairman chairwoman director ceo
  founder professor doctor lawyer speaker lawmaker congressman congresswoman councillor commissioner inspector sheriff detective attorney treasurer`,
);

/** A preposition for another in front of the same noun says something else. */
export const DIRECTIONS = words(
  'from to into before after since until against for with without by under over above below toward towards during despite because',
);

/** Behind a verb these belong to it. */
export const PARTICLES = words('up out off down away back together apart forward aside');

/** Begin a clause of their own. */
export const SUBORDINATORS = words(
  'if unless because although though while whereas when where whether lest once provided providing so whenever wherever',
);
/** Do so only where a subject and a verb follow. */
export const CLAUSE_OR_PHRASE = words('after before since until till as than like except given');
export const RELATIVES = words('who which whose whom that where');

/** How a number stands to the true one, by the words before it. */
export const BOUNDS: readonly (readonly [string, 'above' | 'least' | 'below' | 'most' | 'near' | 'about'])[] =
  [
    ['more than', 'above'],
    ['over', 'above'],
    ['above', 'above'],
    ['upwards of', 'above'],
    ['in excess of', 'above'],
    ['at least', 'least'],
    ['a minimum of', 'least'],
    ['no fewer than', 'least'],
    ['no less than', 'least'],
    ['not less than', 'least'],
    ['less than', 'below'],
    ['fewer than', 'below'],
    ['under', 'below'],
    ['below', 'below'],
    ['up to', 'most'],
    ['as many as', 'most'],
    ['as much as', 'most'],
    ['at most', 'most'],
    ['no more than', 'most'],
    ['a maximum of', 'most'],
    ['nearly', 'near'],
    ['almost', 'near'],
    ['close to', 'near'],
    ['just under', 'near'],
    ['about', 'about'],
    ['around', 'about'],
    ['some', 'about'],
    ['roughly', 'about'],
    ['approximately', 'about'],
    ['an estimated', 'about'],
    ['estimated', 'about'],
  ];
