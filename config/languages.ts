/**
 * How the language of a text is told. `scripts`: letters that one language alone is written in, or one by far most of all.
 * `commonWords`: of languages that share a script, the little words that stand in every paragraph, written down from common
 * knowledge of each; a word may stand in several lists.
 */
export const scripts: readonly { script: string; language: string }[] = [
  { script: 'Hangul', language: 'ko' },
  { script: 'Thai', language: 'th' },
  { script: 'Lao', language: 'lo' },
  { script: 'Khmer', language: 'km' },
  { script: 'Myanmar', language: 'my' },
  { script: 'Hebrew', language: 'he' },
  { script: 'Greek', language: 'el' },
  { script: 'Armenian', language: 'hy' },
  { script: 'Georgian', language: 'ka' },
  { script: 'Ethiopic', language: 'am' },
  { script: 'Bengali', language: 'bn' },
  { script: 'Tamil', language: 'ta' },
  { script: 'Telugu', language: 'te' },
  { script: 'Kannada', language: 'kn' },
  { script: 'Malayalam', language: 'ml' },
  { script: 'Gujarati', language: 'gu' },
  { script: 'Gurmukhi', language: 'pa' },
  { script: 'Sinhala', language: 'si' },
];

export const commonWords: Readonly<Record<string, string>> = {
  en: 'the of and to in a is that for it was on are as with his they at be this from have or had by not but what were we when your can said there an which she their will would has its been who after into',
  de: 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch',
  fr: 'de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son ses ont aux mais comme ou cette leur été fait elle deux être entre après selon',
  es: 'de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ha este entre cuando esta también fue han sobre desde todos son dos según tras contra',
  pt: 'de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem seu sua ou ser quando muito há nos já está eu também só pelo pela até isso são sobre após',
  it: 'di e il la che in un a per è una sono da non del con si le della dei nel al i alla più anche come lo ha gli delle dal nella ma suo sua ai ed tra stato dalla dopo questo hanno contro',
  nl: 'de het een en van in is dat op te zijn met voor niet aan er die om hij was ook als maar bij dan door nog naar uit heeft worden wordt over ze tot hebben deze kan meer geen al volgens tegen',
  sv: 'och i att det som en på är av för med den till inte har de ett om han var men sig från så vi kan där efter när under också eller hade ska nu över mot vid blir andra enligt',
  da: 'og i at det er en til af på for den med ikke har de som der et han var fra sig men vi om kan skal efter også ved blev nu eller havde over mod når ud bliver ifølge være',
  no: 'og i det er på en til av for å som at med ikke den har de et han var fra seg men vi om kan skal etter også ved ble nå eller hadde over mot når ut blir ifølge være',
  fi: 'ja on ei että se oli hän ovat mutta myös kun joka sen mukaan ole tai kuin vain ovat jo nyt niin sekä jotka mitä jos voi siitä ennen olla tämä hänen kanssa noin vuoden sanoi',
  et: 'ja on ei et see oli ta kui ka aga mis oma kes või siis ning nii mida veel on selle pärast kuid välja seda sest tema üle ütles juba',
  pl: 'w i na się z nie do to że jest o jak po od za przez dla ale co oraz są był tym już być może ich który przed który także było która jego które ma tylko pod przy',
  cs: 'a v se na je že s z o do i to k ve pro za by ale jako od po jeho jsou před tak který byl jeho které nebo už které podle jen také při která bylo jsme mezi až',
  sk: 'a v sa na je že s z o do aj to k vo pre za by ale ako od po jeho sú pred tak ktorý bol ktoré alebo už podľa len tiež pri ktorá bolo medzi až nie',
  hr: 'i u je na se da za su od s o a kao ne koji će što iz bi to nije ali ili sa do koja je bio po nakon samo koje prema oko već',
  sl: 'in je v na se da za so ki z po s pa bi ne kot tudi od iz o pri še do že ali to bo niso bil med bila lahko samo',
  hu: 'a az és hogy nem is egy van meg ez csak volt már de mint még azt ezt szerint után vagy lesz el ki minden között ha kell volna pedig amely aki',
  ro: 'de și în a la că cu pe din nu care un o este să pentru mai au fost sunt se cel prin dar după între ale lui sau ca au fi către iar această acest',
  sq: 'e të në dhe për me nga një është që i më si së ka u po janë tij do këtë kjo kanë duke pas edhe ku nuk',
  lt: 'ir kad į iš su yra tai buvo ar bei dėl kaip po apie už tik jau prie bet nuo jo taip pat iki šio kurie',
  lv: 'un ir ka ar no uz par arī kas bet pēc bija ne tas vai kā tika lai viņš to pie gan jau līdz šo',
  tr: 've bir bu da de için ile olarak olan daha gibi sonra kadar en çok ne var ise ancak göre her olduğu olduğunu değil dedi oldu tarafından bin',
  az: 'və bir bu da də üçün ilə olan daha sonra kimi ki isə ən çox olub onun bildirib görə edib lakin deyil hər olduğu',
  id: 'yang dan di dengan untuk dari ini itu pada dalam tidak akan oleh juga telah ke sebagai adalah bisa ada lebih karena tersebut kepada mereka kata namun atau setelah',
  vi: 'và của là có được trong không cho một các với những để đã này khi người vào ra đến cũng từ như đó về ở sẽ sau tại theo',
  tl: 'ang ng sa na at mga ay si ni para ito kung hindi may nang ko po lang rin siya kay niya sila isang mula',
  sw: 'ya wa na kwa ni katika za la cha kuwa hii hiyo watu kama yake hilo huo alisema baada wakati huku pia kutoka',
  so: 'iyo ka ku ee oo in ay waxa uu la ayaa waxaa soo ah si isaga kale sheegay ayey',
  ha: 'da a na ta ya su cikin ne ce wannan ba kuma don shi zuwa wanda sun yi kan bayan daga',
  af: 'die en van in is het dat te op nie vir met sy wat aan hy was om as ook maar na deur word oor hulle sal nog',
  ca: 'de la i el que en a els per les un amb no una del al és es ha més van com però dels han seva aquest entre segons sobre també',
  ru: 'и в на не что он с как а это по но из у за к от о так же для его к до был при или еще если только также после году была были они этом',
  uk: 'і в на не що він з як а це по але із у за до від про так та його для був при або ще якщо також після року була були вони цього щодо',
  bg: 'и в на не че той с като а това по но от за да се до е са беше при или още ако също след година била бяха те този през',
  sr: 'и у на не да је се за су од с о а као који ће што из би то није али или са до која био по након само које према',
  be: 'і ў на не што ён з як а гэта па але за да ад пра так яго для быў пры або яшчэ калі таксама пасля годзе была былі яны',
  ar: 'في من على أن إلى عن هذا التي الذي مع ما هذه بعد كان قد لم كما بين ذلك كل أو وقال لا هو حتى خلال قبل وكان عليه',
  fa: 'در و به از که این را با است برای آن یک بر هم تا شده کرد می های خود شد گفت نیز دو بود یا اما پس',
  ur: 'کے میں کی ہے اور سے کا کو اس کہ پر نے ہیں یہ بھی ہو گیا تھا ان جو ایک نہیں کیا ہی کر تو',
  ps: 'د په او له چې ته کې دي ده دا یو سره يې شوي نه هم کړی خو وي',
  hi: 'के में की है और से का को इस कि पर ने हैं यह भी हो गया था उन जो एक नहीं किया कर तो',
  mr: 'आणि आहे या च्या ला ही तो ती नाही केली होते मध्ये असे हे करण्यात यांनी',
  ne: 'र को मा छ ले का पनि हो भएको गरेको यो छन् गर्न भने एक नेपाल',
};

/** Languages that are written so alike that a label saying the other one is believed. */
export const alike: readonly (readonly string[])[] = [
  ['no', 'nb', 'nn', 'da'],
  ['hr', 'bs', 'sr', 'sh', 'me'],
  ['id', 'ms'],
  ['tl', 'fil'],
  ['af', 'nl'],
  ['hi', 'mr', 'ne'],
];

export const languageTuning = {
  /** The start of a text is enough. */
  mostCharacters: 3_000,
  /** Fewer words may be names alone: `Putin, Erdogan, Xi and Modi meet in Samarkand`. */
  fewestWords: 12,
  /** Two little words of another language stand in any list of foreign names. */
  fewestHits: 4,
  /** Of a running text a quarter to a half are common words; below this it is a list, a table or another language. */
  leastShare: 0.12,
  /** The best language must have this many times the common words of the next, or nothing is said. */
  leastLead: 1.15,
} as const;
