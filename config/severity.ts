/** How grave what a story tells is: share of full severity, and how a title or opening says it. English. */
export const severities: readonly { share: number; says: RegExp }[] = [
  {
    share: 1,
    says: /\b(?:nuclear (?:strike|attack|blast|war|bomb)|declares? war|declaration of war|invasion|invades?|invaded|genocide|coup|overthrow[ns]?|overthrew|assassinat\w+|world war|(?:hundreds|thousands) (?:\w+ )?(?:killed|dead|feared dead))\b/iu,
  },
  {
    share: 0.8,
    says: /\b(?:(?:missile|air|drone) ?strikes?|airstrikes?|bomb(?:s|ed|ing|ings)|massacre|offensive|nuclear test|ballistic missiles?|troops (?:enter|cross|storm)\w*|war|martial law|state of emergency|hostages?|terror\w* attack|shot down|shoots? down|dozens (?:\w+ )?(?:killed|dead))\b/iu,
  },
  {
    share: 0.6,
    says: /\b(?:kill(?:s|ed|ing)?|dead|deaths?|fatal|attack(?:s|ed)?|clash(?:es|ed)?|ceasefire|cease-fire|truce|peace (?:deal|treaty|accord|agreement)|mobili[sz]\w+|blockade|annex\w*|earthquake|default(?:s|ed)?|resign(?:s|ed|ation)|ousted|impeach\w*|nuclear)\b/iu,
  },
  {
    share: 0.4,
    says: /\b(?:sanctions?|expel(?:s|led)?|severs?|cuts? ties|tariffs?|embargo|espionage|spies|spy|cyber ?attack|hack(?:ed|ers)?|seiz(?:es|ed)|detain(?:s|ed)|arrest(?:s|ed)?|elections?|referendum|veto(?:es|ed)?|protests?|riots?|missiles?|weapons?|arms|evacuat\w+|refugees)\b/iu,
  },
  {
    share: 0.2,
    says: /\b(?:summit|talks|treaty|deal|agreement|accord|visits?|meets?|minister|president|ambassador|resolution|border|troops|parliament|vote|aid)\b/iu,
  },
];

/** From this many killed, severity is at least this share: a toll says more than a word. */
export const tollSeverities: readonly { killed: number; share: number }[] = [
  { killed: 100, share: 1 },
  { killed: 20, share: 0.85 },
  { killed: 5, share: 0.7 },
];

/** Permanent members of the Security Council and other states known to hold nuclear weapons, ISO 3166-1 alpha-2. */
export const greatPowers: ReadonlySet<string> = new Set([
  'US',
  'CN',
  'RU',
  'GB',
  'FR',
  'IN',
  'PK',
  'IL',
  'KP',
]);
