/** Invented news for the benches: as varied as a stream of real articles, the same for the same random numbers. */
export type InventedEvent = {
  places: readonly [string, string];
  town: string;
  person: string;
  subject: Subject;
  number: number;
};
type Subject = { deed: string; noun: string; about: readonly string[] };

export type InventedArticle = { title: string; text: string };

const PLACES =
  'Ukraine,Russia,China,Taiwan,Iran,Israel,Turkey,Greece,India,Pakistan,Japan,North Korea,South Korea,Sudan,Ethiopia,Egypt,Libya,Niger,Mali,France,Germany,Poland,Hungary,Serbia,Kosovo,Armenia,Azerbaijan,Georgia,Syria,Iraq,Lebanon,Yemen,Saudi Arabia,Qatar,Venezuela,Guyana,Colombia,Cuba,Mexico,Brazil,Argentina,Kenya,Somalia,Rwanda,Congo,Nigeria,Myanmar,Thailand,Vietnam,Philippines,Australia,Indonesia'.split(
    ',',
  );

const SUBJECTS: readonly Subject[] = [
  {
    deed: 'sign a grain corridor deal',
    noun: 'grain corridor',
    about: ['cargo ships', 'port inspections', 'wheat prices', 'insurers'],
  },
  {
    deed: 'exchange fire across the border',
    noun: 'border clash',
    about: ['artillery', 'a border post', 'wounded soldiers', 'a hotline'],
  },
  {
    deed: 'expel each other’s envoys',
    noun: 'expulsions',
    about: ['embassies', 'a spying case', 'visas', 'a protest note'],
  },
  {
    deed: 'agree on a ceasefire',
    noun: 'ceasefire',
    about: ['monitors', 'heavy weapons', 'displaced families', 'a buffer zone'],
  },
  {
    deed: 'impose new sanctions',
    noun: 'sanctions',
    about: ['banks', 'oil tankers', 'frozen assets', 'export licences'],
  },
  {
    deed: 'hold naval drills',
    noun: 'naval drills',
    about: ['frigates', 'a strait', 'airspace', 'fishing boats'],
  },
  {
    deed: 'swap prisoners of war',
    noun: 'prisoner swap',
    about: ['mediators', 'buses', 'families', 'the Red Cross'],
  },
  {
    deed: 'resume talks on water',
    noun: 'water talks',
    about: ['a dam', 'farmers', 'a treaty', 'reservoir levels'],
  },
  {
    deed: 'test long-range missiles',
    noun: 'missile test',
    about: ['launchers', 'radar stations', 'a resolution', 'the sea'],
  },
  {
    deed: 'recall ambassadors over a raid',
    noun: 'embassy raid',
    about: ['asylum', 'police', 'a convention', 'a court'],
  },
  {
    deed: 'close their common border',
    noun: 'border closure',
    about: ['lorries', 'tariffs', 'smugglers', 'customs officers'],
  },
  {
    deed: 'accuse each other of hacking',
    noun: 'cyber attack',
    about: ['hospitals', 'power grids', 'servers', 'an inquiry'],
  },
];

const REACTIONS =
  'officials called it a first step,witnesses spoke of panic,the opposition demanded answers,markets hardly moved,aid groups asked for access,the army denied the report,diplomats warned of delay,neighbours offered to mediate,lawmakers put off a vote,analysts doubted that it would last,residents queued for fuel,the union of transport workers protested'.split(
    ',',
  );
const MOMENTS =
  'on Monday,on Tuesday,on Wednesday,late on Thursday,on Friday,at the weekend,overnight,at dawn'.split(',');
const SYLLABLES = 'bar,ko,lim,ta,ves,dor,an,ul,mir,sha,gen,pol,rik,sto,zha,ne,fel,quin,hal,or'.split(',');

const pick = <T>(from: readonly T[], random: () => number): T =>
  from[Math.floor(random() * from.length)] as T;

function inventName(random: () => number): string {
  const letters = Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(SYLLABLES, random)).join(
    '',
  );
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

export function inventEvent(random: () => number): InventedEvent {
  return {
    places: [pick(PLACES, random), pick(PLACES, random)],
    town: inventName(random),
    person: `${inventName(random)} ${inventName(random)}`,
    subject: pick(SUBJECTS, random),
    number: 2 + Math.floor(random() * 400),
  };
}

/** One outlet's telling of an event: title and about `sentences` sentences. */
export function tellEvent(
  { places, town, person, subject, number }: InventedEvent,
  random: () => number,
  sentences = 6,
): InventedArticle {
  const [one, other] = random() < 0.5 ? places : [places[1], places[0]];
  const { deed, noun, about } = subject;
  const openings = [
    `${one} and ${other} ${deed} near ${town}`,
    `${town}: ${one}, ${other} ${deed}`,
    `${person} confirms that ${one} and ${other} ${deed}`,
    `${number} affected as ${one} and ${other} ${deed}`,
  ];
  const told = [
    `${one} and ${other} ${deed} ${pick(MOMENTS, random)}, the ministry in charge of ${noun} said.`,
    `The envoy ${person} said in ${town} that ${number} people were affected and ${pick(REACTIONS, random)}.`,
  ];
  while (told.length < sentences)
    told.push(
      `${inventName(random)}, who follows ${pick(about, random)} in ${town}, said that ${pick(REACTIONS, random)} ${pick(MOMENTS, random)} while ${pick(about, random)} and ${pick(about, random)} were discussed.`,
    );
  return { title: pick(openings, random), text: told.join(' ') };
}
