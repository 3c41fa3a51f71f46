/**
 * Words that news uses for one another, reviewed one by one, as lemmas, each with its direction: what the evidence says -> what a bullet may
 * say for it. Only what follows from the left side stands on the right: who was killed died, but who died was not killed. Where both follow
 * from each other both lines are here. No stances (backed, welcomed), no degrees (criticised, condemned), no reasons.
 */
export const SYNONYMS: readonly (readonly [string, string])[] = [
  ...both('say', 'state'),
  ...both('say', 'tell'),
  ...both('begin', 'start'),
  ...both('end', 'finish'),
  ...both('buy', 'purchase'),
  ...both('aid', 'assistance'),
  ...both('help', 'aid'),
  ...both('accord', 'agreement'),
  ...both('pact', 'agreement'),
  ...both('injure', 'wound'),
  ...both('injure', 'hurt'),
  ...both('car', 'automobile'),
  ...both('child', 'kid'),
  ...both('quit', 'resign'),
  ...both('elderly', 'old'),
  ...both('film', 'movie'),
  ...both('attempt', 'try'),
  ...both('shut', 'close'),
  ...both('require', 'need'),
  ...both('decrease', 'fall'),
  ...both('increase', 'rise'),
  ...both('drop', 'fall'),
  ...both('decline', 'fall'),
  ...both('climb', 'rise'),
  ...both('lawmaker', 'legislator'),
  ...both('aircraft', 'plane'),
  ...both('troop', 'soldier'),
  ...both('but', 'while'),
  ...both('but', 'although'),
  ...both('although', 'though'),
  ...both('although', 'while'),
  ...both('scottish', 'scotland'),
  ...both('welsh', 'wales'),
  ...both('english', 'england'),
  ...both('until', 'till'),
  ['treaty', 'agreement'],
  ['announce', 'say'],
  ['report', 'say'],
  ['add', 'say'],
  ['note', 'say'],
  ['confirm', 'say'],
  ['declare', 'say'],
  ['according', 'say'],
  ['kill', 'die'],
  ['murder', 'kill'],
  ['murder', 'die'],
  ['assassinate', 'kill'],
  ['slay', 'kill'],
  ['jail', 'imprison'],
  ['imprison', 'jail'],
  ['arrest', 'detain'],
  ['police', 'officer'],
  ['plummet', 'fall'],
  ['plunge', 'fall'],
  ['soar', 'rise'],
  ['surge', 'rise'],
  ['jump', 'rise'],
  ['slash', 'cut'],
  ['summit', 'meeting'],
  ['hurricane', 'storm'],
  ['typhoon', 'storm'],
  ['cyclone', 'storm'],
  ['earthquake', 'quake'],
  ['quake', 'earthquake'],
  ['warplane', 'plane'],
  ['airliner', 'plane'],
  ['chancellor', 'leader'],
  ['president', 'leader'],
];

/** Phrases for a change of office, as runs of lemmas: who was sworn in as president became president. */
export const PHRASE_SYNONYMS: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['swear', 'in', 'as'], ['become']],
  [['inaugurate', 'as'], ['become']],
  [['lose', 'life'], ['die']],
  [['step', 'down'], ['resign']],
  [['resign'], ['step', 'down']],
];

/** Lemmas of which one is never said for the other; a bullet that does has turned its evidence round. */
export const OPPOSITES: readonly (readonly [string, string])[] = pairs(
  `rise fall|rise drop|rise decline|increase decrease|increase fall|increase cut|increase reduce|raise cut|raise lower|raise reduce|grow shrink|gain lose|win lose
  accept reject|accept refuse|approve reject|pass reject|agree refuse|back oppose|support oppose|welcome condemn|praise condemn|praise criticise|praise criticize|welcome criticise
  welcome criticize|support condemn|open close|reopen close|begin end|start end|start stop|enter leave|arrive leave|join leave|join quit|attack defend|arrest release|detain release|free jail
  free arrest|acquit convict|guilty innocent|buy sell|import export|lend borrow|send receive|give take|confirm deny|admit deny|allow ban|permit ban|legal illegal|lift impose
  import export|before after|from to|above below|over under|more less|more fewer|high low|higher lower|highest lowest|large small|largest smallest|first last|north south|east west
  northern southern|eastern western|up down|into from|for against|with against|with without|man woman|child adult|ally enemy|friend enemy|victory defeat|peace war|all some|all none|many few
  most few|always never|survive die|kill survive|expand reduce|strengthen weaken|advance retreat|hire dismiss|appoint dismiss|sunday monday|future past|likely unlikely|able unable
  possible impossible|sign veto|extend shorten|public private|old young|good bad|true false|victim suspect|success failure|succeed fail|exporter importer|buyer seller|winner loser|majority minority`,
);

function both(a: string, b: string): (readonly [string, string])[] {
  return [
    [a, b],
    [b, a],
  ];
}

function pairs(text: string): (readonly [string, string])[] {
  return text.split(/[|\n]/u).map((pair) => {
    const [a = '', b = ''] = pair.trim().split(' ');
    return [a, b] as const;
  });
}
