import { stemOf } from '../../language/read-words.ts';

/** Words that turn what follows into its contrary, or say that it did not happen. Lower case, straight apostrophes. */
export const NEGATIONS: ReadonlySet<string> = new Set(
  `not no never nobody none neither nor without cannot can't won't unable unlikely deny denies denied denying refuse refuses refused refusing reject rejects
  rejected rejecting fail fails failed failing decline declines declined hardly barely`.split(/\s+/u),
);

/** Those that deny whatever follows, and mean nothing else. */
export const PLAIN_NEGATIONS: ReadonlySet<string> = new Set(
  "not no never nobody none neither nor cannot can't won't".split(' '),
);

/** Words that keep what follows from being a plain fact. */
export const HEDGES: ReadonlySet<string> = new Set(
  `may might could would likely unlikely possibly perhaps probably reportedly allegedly alleged accused suspected expected plan plans planned planning propose
  proposed proposes consider considers considering considered expects threaten threatens threatened hope hopes hoping seek seeks seeking want wants wanted if whether
  potential possible due intends intend intended claim claims claimed believe believed believes fear fears feared suggest suggests suggested urge urges urged
  ask asks asked call calls called demand demands demanded wish aim aims aimed try tried trying attempt attempted should ought will must`.split(
    /\s+/u,
  ),
);

/** Stems of offices and ranks: a person is not given one that the evidence does not give. */
export const OFFICES: ReadonlySet<string> = new Set(
  `president minist primeminister chancellor premi king queen princ princess emperor emir sultan pope bishop cardinal ayatollah ambassador envoi senator governor mayor
  judg justic prosecutor general colonel captain major lieutenant admiral commander marshal spokesman spokeswoman spokesperson secretar chairman chairwoman
  chief director ceo founder professor doctor lawyer deput vice speaker lawmaker congressman congresswoman councillor commission inspector sheriff detectiv
  coach manager striker goalkeep midfield winger captain skipp actor actress singer author editor attorney treasurer monarch dictator heir`.split(
    /\s+/u,
  ),
);

const SAME: ReadonlyMap<string, string> = new Map(
  `kill=die dead=die death=die died=die slain=die murder=die wound=injur hurt=injur talk=negotiat meet=met summit=met said=say told=say spokesman=spokesperson
  spokeswoman=spokesperson pm=primeminister premi=primeminister children=child kid=child kids=child women=woman men=man people=person
  assault=attack strik=attack bomb=attack arm=weapon weaponr=weapon munition=weapon troop=soldier forc=militari armi=militari militar=militari
  detain=arrest jail=prison imprison=prison buy=purchas bought=purchas automobil=car vehicl=car begin=start began=start begun=start launch=start
  end=halt stop=halt ceas=halt finish=halt leave=left quit=resign step=resign rais=increas ris=increas rose=increas risen=increas grow=increas grew=increas
  fall=decreas fell=decreas drop=decreas declin=decreas cut=decreas reduc=decreas big=larg huge=larg major=larg warn=caution
  agre=agreement deal=agreement accord=agreement pact=agreement treat=agreement help=aid assist=aid assistanc=aid won=win winn=win victor=win lost=los
  beat=defeat went=go gone=go made=mak took=tak taken=tak gave=giv given=giv held=hold found=find sent=send built=build broke=break broken=break
  chose=choos chosen=choos wrote=writ written=writ spoke=speak spoken=speak met=meet scottish=scotland welsh=wal english=england withdrew=withdraw withdrawn=withdraw drew=draw bought=purchas sold=sell paid=pay led=lead shot=shoot struck=strik hit=strik`
    .split(/\s+/u)
    .flatMap((pair): [string, string][] => {
      const [from = '', to = ''] = pair.split('=');
      return [
        [from, to],
        [stemOf(from), to],
      ];
    }),
);

/** One stem for words that news uses for the same thing. */
export function sameWord(stem: string): string {
  return SAME.get(stem) ?? stem;
}

/** Month names and their short forms; value from 1. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, index): [string, number][] => [
      [name, index + 1],
      [name.slice(0, 3), index + 1],
      [name === 'september' ? 'sept' : name, index + 1],
    ]),
);

/** Stems of verbs that say how somebody took a thing; a bullet does not bring in one of its own. */
export const STANCES: ReadonlySet<string> = new Set('admit deni refus reject accept confes'.split(' '));

/** Words that may stand between a doer and the verb. */
export const AUXILIARIES: ReadonlySet<string> = new Set(
  'has have had is are was were be been being will would can could may might must should to did does do also not never then now again'.split(
    ' ',
  ),
);

/** Stems of verbs that hold both ways round: who meets whom does not matter. */
export const SYMMETRIC: ReadonlySet<string> = new Set(
  'meet negotiat agreement sign discus marri cooperat clash fight fought trad partner jo join alli differ disagre shar between resum increas decreas'.split(
    ' ',
  ),
);
