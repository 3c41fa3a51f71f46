/**
 * Closed classes of English grammar: words that no text adds to, so they are listed and not learnt. What content words do (which
 * need something after them, which report a clause) is learnt: `config/ending-weights.json`.
 */
const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u));

/** They open a clause that has a finite verb of its own. */
export const SUBORDINATORS = words(
  `that if because although though while whereas since unless until whether lest when where why how who whom whose which what whatever whoever wherever
  whenever once`,
);

/** They open a clause or a phrase: `after the vote`, `after they voted`. */
export const CLAUSE_OR_PHRASE = words(
  'after before since until as than like because following amid despite once',
);

export const RELATIVES = words('who whom whose which');

/** A statement under one of these is not made; they stay with what they bear on. */
export const CONDITIONS = words('if unless until till except lest whether without pending');

/** They turn the statement that they stand in; verbs and nouns as lemmas. */
export const DENIALS = words(
  `not no never nobody none neither nor nothing without hardly scarcely barely cannot deny reject refuse fail dispute rebut refute dismiss decline
  rule avoid stop contradict retract withdraw false falsely untrue unlikely doubt doubtful cancel postpone overturn reverse unclear unable nt n't stay`,
);

/** What they single out is often told only by the words that follow. */
export const SELECTIVE = words(
  'first last all every any each most least only sole unique rare few fewer record same always ever more less worst best another other such so too enough no',
);

/** Verbs whose past is no participle: a finite verb wherever they stand. */
export const PAST_ONLY = words(
  `went took gave saw came became began did drove ate fell flew forgot froze grew knew rode rose ran shook showed sang sank spoke stole swam swore threw
  tore woke wore wrote withdrew arose broke chose drew drank blew hid bit overcame overtook undertook underwent foresaw forgave mistook oversaw outgrew was were`,
);

/** Participles that are no past: never finite by themselves. */
export const PARTICIPLE_ONLY = words(
  `gone taken given seen begun done driven eaten fallen flown forgotten frozen grown known ridden risen shaken shown sung sunk spoken stolen sworn thrown torn
  woken worn written withdrawn arisen broken chosen drawn drunk blown hidden bitten overtaken undertaken undergone foreseen forgiven mistaken born been slain overthrown overrun stricken proven sewn sown strewn swollen`,
);

export const MODALS = words("will would can could may might must shall should ought 'll ’ll 'd ’d wo ca");

/** Of these a statement is uncertain or to come. */
export const HEDGES = words("would could might may should can 'd ’d");

export const WEEKDAYS = words(
  'monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue wed thu fri sat sun',
);

export const MONTHS: readonly string[] =
  'january february march april may june july august september october november december'.split(' ');

export const DAY_WORDS = words('today yesterday tomorrow tonight');

export const TIME_UNITS = words(
  'day night week weekend month year morning afternoon evening hour spring summer autumn fall winter',
);

/** They join a sentence to the one before and say nothing themselves. As a lone word set off by a comma, or at the start. */
export const CONNECTIVES = words(
  `and but so yet or plus however meanwhile moreover furthermore additionally also still instead indeed then nevertheless nonetheless separately besides thus therefore
  hence elsewhere finally now though too again accordingly consequently similarly likewise earlier later afterwards today yesterday tonight`,
);

export const NOMINATIVES = words('he she they it we i you');

export const PRONOUNS = words(
  'he she they it we i you him her them us me his hers their theirs its our my your himself herself themselves itself this these those who',
);

/** Speakers without a side of their own: what they report may stand without them. Heads of their names, as lemmas. */
export const NEUTRAL_SPEAKERS = words(
  'police policeman firefighter rescuer meteorologist forecaster seismologist coroner hospital paramedic organizer organiser coastguard statistician geologist medic usgs',
);

/** Offices and titles that stand before a name, as lemmas. */
export const TITLES = words(
  `president minister secretary chancellor premier senator sen congressman congresswoman representative rep governor gov mayor king queen prince princess pope
  ayatollah general gen colonel col lieutenant lt major captain capt sergeant sgt admiral commander chief director chairman chairwoman chair spokesman spokeswoman
  spokesperson ambassador envoy judge justice attorney prosecutor professor prof dr doctor mr mrs ms sir dame lord lady sheikh emir sultan leader head speaker deputy vice
  foreign prime defense defence finance interior health justice state acting former outgoing incoming`,
);

export const OBJECT_PRONOUNS = words(
  'him them it us me her himself herself itself themselves everyone everybody nothing anything',
);

/** Police or media of a side are no neutral speakers. */
export const PARTISAN_WORDS = words(
  'israeli russian chinese iranian syrian state military secret opposition party rebel',
);

/** Prepositions that mostly tell where and when, and so hang on the clause. */
export const PLACE_AND_TIME = words(
  'in on at near during across throughout outside inside within amid around',
);

export const SEASONS = words('spring summer autumn fall winter');
