/**
 * What a story can be about. In `terms`, `|` parts whole words or phrases; an apostrophe or hyphen is written as a space;
 * a plural in -s is understood. A term in lower case matches any case; one that starts with a capital needs it.
 */
export type TopicRow = { id: string; name: string; terms: string };

export const topics: readonly TopicRow[] = [
  {
    id: 'conflict',
    name: 'Conflict',
    terms:
      'war|warfare|wartime|civil war|battle|battlefield|fighting|clash|clashes|airstrike|air strike|air raid|shelling|shelled|bombardment|bombarded|bombed|offensive|counteroffensive|invasion|invade|invaded|invading|' +
      'insurgent|insurgency|insurgencies|rebel|rebellion|militia|militiaman|militiamen|militant|guerrilla|paramilitary|paramilitaries|warlord|gunmen|fighter|combatant|mercenary|mercenaries|separatist|secessionist|jihadist|' +
      'ceasefire|cease fire|truce|armistice|frontline|front line|siege|besieged|casualties|war crime|artillery|mortar|tank|troop|soldier|army|armies|military|armed forces|armed group|peacekeeper|peacekeeping|' +
      'drone attack|drone strike|missile attack|missile strike|rocket attack|rocket fire|gunbattle|gun battle|firefight|ambush|ambushed|uprising|revolt|mutiny|mutinous|massacre|ethnic violence|sectarian|stronghold|fortified|' +
      'marine|Marines|commando|warplane|fighter jet|helicopter gunship|air force|navy|naval|warship|frigate|prisoner of war|prisoner swap|prisoner exchange|landmine|cluster munition|cluster bomb|genocide|hostilities|incursion|martial law|' +
      'coastguard|coast guard|water cannon|outpost|overrun|overran|house to house|security forces|gunfire|shootout|unrest|riot|rioting|lay down their arms|military operation|special military operation|armed men|armed attack|drone|shadow government|seize|seized|hijack|hijacked|violence|war game|combat|fighter plane|bomber|peacekeep|battalion|brigade|regiment|platoon|general staff|army chief|warring|carnage|bloodshed|bloodiest',
  },
  {
    id: 'diplomacy',
    name: 'Diplomacy',
    terms:
      'diplomat|diplomacy|diplomatic|ambassador|embassy|embassies|consulate|envoy|foreign minister|foreign ministry|foreign secretary|foreign policy|secretary of state|State Department|summit|delegate|conference of|talks in|peace envoy|good offices|expelled diplomat|counterpart|ties|recognise|recognize|condemned|condemns|denounced|denounces|relationship with|normalise|normalize|dialogue|bilateral|multilateral|trilateral|' +
      'peace talk|peace process|peace deal|peace plan|peace agreement|peace accord|peace treaty|peace summit|peace proposal|roadmap|road map|treaty|treaties|accord|negotiator|negotiation|mediation|mediator|mediate|mediated|' +
      'state visit|official visit|rapprochement|normalisation|normalization|normalise ties|normalize ties|normalise relations|normalize relations|diplomatic ties|ties with|relations with|relations between|expel|expelled|expulsion|persona non grata|recalled its ambassador|severed|' +
      'resolution|Security Council|General Assembly|communique|joint statement|declaration|alliance|ally|allies|talks with|talks on|talks between|six party|special representative|delegation|membership talks|accession|strategic partnership|' +
      'leaders meet|to meet|bloc|multipolar|non aligned|statecraft|grain deal|climate summit|Kyoto Protocol|Kyoto protocol|debt relief|foreign aid|aid package|permanent seat',
  },
  {
    id: 'sanctions',
    name: 'Sanctions',
    terms:
      'sanction|sanctioned|sanctioning|unfrozen|frozen funds|oil for food|economic measure|punitive measure|package of measures|measures against|export ban|export limit|curbs on|curb on|evade the ban|embargo|embargoes|blacklist|blacklisted|asset freeze|frozen assets|freeze assets|travel ban|export control|export curb|price cap|blockade|blockaded|economic pressure|entity list',
  },
  {
    id: 'arms',
    name: 'Arms and defence',
    terms:
      'air drill|drill|military drill|war drill|naval drill|exercises|lay down arms|arms cache|arms shipment|weapons shipment|military supplies|arms dealer|arms deal|arms sale|arms trade|arms transfer|arms race|arms embargo|arms control|arms talk|arms supply|arms smuggling|weapon|weaponry|ammunition|munition|missile|ballistic|cruise missile|hypersonic|rocket launcher|drone|defence minister|defense minister|' +
      'defence secretary|defense secretary|defence ministry|defense ministry|defence spending|defense spending|defence budget|defense budget|defence pact|defense pact|military aid|military exercise|military drill|military base|joint exercise|war game|' +
      'deployment|deploy|deployed|redeploy|redeployment|F 16|fighter jet|air defence|air defense|missile defence|missile defense|missile shield|Patriot missile|Leopard|Abrams|Himars|HIMARS|submarine|aircraft carrier|disarmament|disarm|disarming|conscription|conscript|mobilisation|mobilization|decommissioning',
  },
  {
    id: 'nuclear',
    name: 'Nuclear',
    terms:
      'nuclear weapon|nuclear programme|nuclear program|nuclear deal|nuclear talk|nuclear test|nuclear arms|nuclear arm|nuclear power|nuclear capable|nuclear capability|nuclear fuel|nuclear ambition|nuclear watchdog|nuclear agency|nuclear issue|nuclear standoff|nuclear crisis|nuclear activities|nuclear plan|nuclear site|' +
      'nuclear facility|nuclear facilities|nuclear plant|nuclear reactor|nuclear warhead|nuclear missile|nuclear bomb|nuclear submarine|nuclear treaty|nuclear inspector|nuclear inspection|nuclear freeze|nuclear work|nuclear|nukes|nuke|uranium|plutonium|enrichment|enrich|' +
      'warhead|proliferation|nonproliferation|non proliferation|weapons of mass destruction|WMD|chemical weapon|biological weapon|centrifuge|denuclearisation|denuclearization|atomic bomb|atomic agency|heavy water',
  },
  {
    id: 'elections',
    name: 'Elections',
    terms:
      'election|electoral|elected|re elected|vote|votes|voting|turnout|polls|dead heat|landslide win|president elect|constituency|far right|campaigning|ballot|vote count|polling station|poll|polls open|voter|voters|voting|run off|runoff|referendum|recall vote|presidential candidate|presidential race|presidential vote|presidential poll|candidate|candidacy|' +
      'presidential election|parliamentary election|general election|snap election|exit poll|electoral commission|election commission|landslide|opposition leader|vote rigging|electoral fraud|election observer|inauguration|sworn in|coalition government|hung parliament',
  },
  {
    id: 'power-changes',
    name: 'Coups and changes of power',
    terms:
      'coup|putsch|junta|overthrow|overthrown|overthrew|toppled|topple|ousted|oust|ouster|depose|deposed|resign|resigned|resignation|impeach|impeached|impeachment|cabinet reshuffle|caretaker government|interim government|transitional government|transitional council|' +
      'no confidence|confidence vote|vote of confidence|succession|successor|abdicate|abdication|step down|stepped down|steps down|state of emergency|dissolve parliament|dissolved parliament|power sharing|power struggle|strongman|regime change|' +
      'new government|new president|interim president|took power|taken power|takes power|take power|seize power|seized power|seizes power|cling to power|return to power|mass protest|anti government|antigovernment|antigovernment protest|pro democracy|palace guard|presidential guard|government collapse|government falls|heir to the throne|ascends the throne|military ruler|military rule|army rule|early election|dissolved the assembly|unseat|unseated|toppling|ousting|stepping down|reshuffle|sacked|dismissed as minister|third term|term limit|president elect|crown prince',
  },
  {
    id: 'terrorism',
    name: 'Terrorism',
    terms:
      'terror|terrorism|terrorist|counterterrorism|counter terrorism|anti terror|antiterror|suicide bomb|suicide bomber|suicide bombing|suicide attack|car bomb|car bombing|truck bomb|roadside bomb|bomb blast|bomb attack|bomber|bombing|bomb|explosives|improvised explosive|beheaded|beheading|behead|' +
      'al Qaeda|al Qaida|Al Qaeda|Qaeda|Islamic State|ISIS|ISIL|Daesh|bin Laden|Bin Laden|Laden|extremist|extremism|radical cleric|Islamist|Guantanamo|September 11|hostage|hostage taker|kidnapper|abducted|kidnapped|captor|captive|blast|sabotage|saboteur|assassination|assassinate|assassinated',
  },
  {
    id: 'espionage',
    name: 'Espionage',
    terms:
      'spy|spies|state secret|military secret|passing secrets|secrets to|agents|foreign agent|intelligence|wiretap|bugging|spied|spying|espionage|intelligence agency|intelligence agencies|intelligence service|intelligence official|intelligence officer|intelligence chief|intelligence report|prewar intelligence|double agent|secret agent|secret service|mole|defector|defected|surveillance balloon|spy balloon|CIA|KGB|FSB|GRU|MI5|MI6|Mossad|classified document|leaked document|novichok|poisoned|treason',
  },
  {
    id: 'cyber',
    name: 'Cyber operations',
    terms:
      'cyberattack|cyber attack|cyber|hacker|hacked|hacking|hack|hackers backed|state hacker|backed by state|state backed|state sponsored|cyber security agency|cybersecurity agency|cyber command|critical infrastructure attack|cyberwarfare|cyber warfare|cyber espionage|state backed hacker|state sponsored hacker|state linked hacker|Chinese hacker|Russian hacker|Iranian hacker|North Korean hacker|hacking group|election interference|disinformation|influence operation|troll farm|undersea cable|Pegasus spyware|spyware',
  },
  {
    id: 'borders',
    name: 'Borders and territory',
    terms:
      'border crossing|border dispute|border clash|border guard|border control|border fence|border wall|border|frontier|territorial|territorial waters|territorial dispute|territory|territories|disputed|disputed island|annex|annexed|annexation|occupied|occupation|occupier|settlement|settler|enclave|exclave|breakaway|' +
      'self rule|self determination|independence|autonomy|sovereignty|secession|partition|demarcation|demarcate|buffer zone|demilitarised zone|demilitarized zone|no man s land|airspace|exclusive economic zone|maritime|pullout|pull out|pullback|withdrawal|evacuation of settlers|disengagement|checkpoint|reunification|reintegration',
  },
  {
    id: 'migration',
    name: 'Migration',
    terms:
      'migrant|migration|stowaway|human smuggler|refugee|asylum|asylum seeker|deport|deported|deportation|displaced|displaced people|people smuggling|people smuggler|human trafficking|resettlement|repatriation|repatriated|exodus|illegal immigrant|illegal immigration|immigration policy|immigration law|refugee camp|boat people',
  },
  {
    id: 'energy',
    name: 'Energy',
    terms:
      'OPEC|Opec|oil output|oil ministers|oil exports|crude exports|gas pipeline|oil pipeline|pipeline|Nord Stream|gas supply|gas supplies|energy crisis|energy security|energy weapon|oil embargo|oil price cap|production cut|output cut|LNG|oil field|oilfield|Gazprom|Yukos|YUKOS|Rosneft|Strait of Hormuz|tanker seized|strategic reserve|strategic petroleum',
  },
  {
    id: 'trade',
    name: 'Trade between states',
    terms:
      'tariff|trade war|curbs exports|curb exports|exports curb|exports of|export licence|commerce secretary|commerce minister|commerce ministry|trade measure|trade practice|trade surplus|trade status|textile quota|countervailing|duties on|import curb|trade dispute|trade deal|trade pact|trade agreement|trade accord|trade barrier|trade talk|trade negotiation|trade representative|trade minister|trade commissioner|free trade|trade row|trade sanction|import ban|export ban|import duty|import duties|dumping|anti dumping|antidumping|' +
      'WTO|World Trade Organization|World Trade Organisation|subsidies|protectionism|protectionist|quota|economic partnership|customs union|market access|market economy status|Belt and Road|currency manipulation|rare earth|export restriction|chip export|dedollarisation|dedollarization|trade corridor|grain export',
  },
  {
    id: 'human-rights',
    name: 'Human rights and repression',
    terms:
      'human rights|human right|rights group|rights abuse|abuses|political prisoner|dissident|torture|tortured|repression|repressive|censorship|press freedom|crackdown on|persecution|persecuted|detainee|arbitrary detention|forced labour|forced labor|ethnic cleansing|ethnic minority|minority rights|Amnesty International|Human Rights Watch|exiled|house arrest|atrocity|atrocities|prisoner abuse|secret police|authoritarian|opposition activist',
  },
  {
    id: 'justice',
    name: 'International justice',
    terms:
      'war crimes|war criminal|International Criminal Court|International Court of Justice|World Court|ICC|ICJ|tribunal|The Hague|crimes against humanity|genocide trial|arrest warrant|extradite|extradited|extradition|universal jurisdiction|international law|Geneva Convention|indicted for war|truth commission|death squad|amnesty',
  },
  {
    id: 'humanitarian',
    name: 'Humanitarian crises',
    terms:
      'humanitarian|humanitarian aid|relief convoy|aid convoy|aid worker|relief worker|relief agency|relief agencies|famine|starvation|food aid|food crisis|food insecurity|Red Cross|Red Crescent|Unicef|UNICEF|World Food Programme|World Food Program|UNHCR|besieged city|humanitarian corridor|donor conference|international aid|aid agency|aid agencies|aid group',
  },
  {
    id: 'organised-crime',
    name: 'Cartels and trafficking across borders',
    terms:
      'drug cartel|cartel leader|drug lord|drug trafficking|narco|arms trafficking|gang violence|gang leader|money laundering|piracy|pirate attack|pirates seized|smuggler|smuggling',
  },
];

/**
 * The commonest words of five topics in other languages, so that an article in one of them is not lost; such articles count
 * as outlets of a story. French, German, Spanish, Italian, Portuguese, Dutch, Polish, Turkish, Russian, Ukrainian, Arabic,
 * Chinese, Japanese and Korean. Words that are also English ones are left out.
 */
export const termsAbroad: Readonly<Record<string, string>> = {
  conflict:
    'guerre|combats|attaque|armée|frappes|cessez le feu|Krieg|Angriff|Armee|Truppen|Waffenruhe|Soldaten|guerra|ataque|ejército|alto el fuego|attacco|esercito|cessate il fuoco|exército|cessar fogo|oorlog|aanval|leger|wojna|atak|wojska|savaş|saldırı|ordu|ateşkes|' +
    'война|войны|войска|атака|обстрел|армия|перемирие|війна|війська|حرب|هجوم|الجيش|قصف|战争|袭击|军队|停火|戦争|攻撃|軍|停戦|전쟁|공격|군|휴전',
  diplomacy:
    'diplomatie|ambassadeur|affaires étrangères|sommet|pourparlers|Gipfel|Außenminister|Botschafter|Verhandlungen|Gespräche|diplomacia|embajador|cumbre|negociaciones|canciller|diplomazia|ambasciatore|vertice|embaixador|cúpula|buitenlandse zaken|szczyt|ambasador|zirve|büyükelçi|dışişleri|müzakere|' +
    'саммит|посол|переговоры|дипломат|саміт|переговори|قمة|سفير|محادثات|وزير الخارجية|峰会|外交|大使|会谈|首脳|会談|外相|정상회담|외교|대사',
  sanctions:
    'Sanktionen|sanciones|sanzioni|sanções|sancties|sankcje|yaptırım|yaptırımlar|санкции|санкції|عقوبات|制裁|제재',
  elections:
    'élection|élections|présidentielle|Wahl|Wahlen|elecciones|presidenciales|elezioni|eleições|verkiezingen|wybory|seçim|выборы|вибори|انتخابات|选举|大选|選挙|선거|대선',
  terrorism:
    'attentat|terroriste|otage|otages|Anschlag|Geisel|atentado|terrorista|rehenes|attentato|ostaggi|reféns|aanslag|zamach|terör|теракт|заложники|терорист|إرهاب|رهائن|恐怖|テロ|테러|인질',
  'power-changes':
    'coup d État|Putsch|golpe de Estado|golpe militar|colpo di Stato|staatsgreep|zamach stanu|darbe|переворот|мятеж|انقلاب|政变|クーデター|쿠데타',
};

/** Words of state and government: no topic by themselves, but they support one in the relevance model. Never shown. */
export const stateWords =
  'president|presidential|prime minister|premier|chancellor|minister|ministry|cabinet|government|parliament|lawmaker|legislator|assembly|senate|congress|ruling party|opposition party|opposition|coalition|leader|leadership|strongman|dictator|regime|monarch|king|throne|emir|ayatollah|cleric|general|commander|' +
  'official|authorities|capital|foreign|national security|state media|state television|state run|spokesman|spokeswoman|governor general|demonstrator|protester|protest|demonstration|rally against|crackdown|communist|Communist Party|nationalist|Islamic|Muslim|Shiite|Shi ite|Sunni|Kurdish|tribal|ethnic|exile|troubled|restive|war torn|breakaway|interim|province|regional|bloc|neighbour|neighbor|Western|superpower|world leader|head of state|heads of state|king|republic|kingdom|mandate|constitution|decree|policy';

/** Subjects that speak against geopolitics; same notation. They weigh in the relevance model and name the reason for setting an article aside. */
export const otherSubjects: readonly TopicRow[] = [
  {
    id: 'sport',
    name: 'sport',
    terms:
      'football|footballer|soccer|cricket|cricketer|rugby|tennis|golf|golfer|baseball|basketball|hockey|boxing|boxer|wicket|innings|goalkeeper|striker|midfielder|quarterback|touchdown|home run|top seed|seeded|unseeded|doubles partner|singles final|first round|second round|tie break|knockout|homer|inning|playoff|play off|pitcher|batsman|batting|bowler|coach|league|championship|tournament|' +
      'Olympic|Olympics|Olympian|Paralympics|medal|gold medal|World Cup|Premier League|Champions League|Super Bowl|Grand Prix|Grand Slam|Formula One|NBA|NFL|NHL|MLB|FIFA|UEFA|Uefa|PGA|semifinal|semi final|quarterfinal|quarter final|final round|season|teammate|defender|halftime|half time|' +
      'victory over|win over|beat|defeated|stadium|fans|club|manager|captain|squad|scored|score|scoring|goals|race|racing|driver|sprinter|athlete|athletics|marathon|swimmer|doping|cyclist|Test match|Test series|one day international|Ryder Cup|Davis Cup|roster|rookie|contract extension|transfer window|match',
  },
  {
    id: 'markets',
    name: 'markets',
    terms:
      'stock|stocks|share price|shares|Wall Street|Dow Jones|Nasdaq|Nikkei|FTSE|Hang Seng|bond|Treasuries|treasuries|yield|futures|crude futures|barrel|dollar rose|dollar fell|euro rose|currency trading|investor|analyst|forecast|interest rate|central bank|inflation|consumer price|retail sales|gross domestic product|GDP|economist|economic growth|unemployment|jobless|housing starts|' +
      'market|rally|index|points|closed higher|closed lower|hedge fund|mutual fund|oil price|crude oil|Federal Reserve|Greenspan|rate hike|rate cut|consumer confidence|manufacturing|output',
  },
  {
    id: 'company',
    name: 'companies',
    terms:
      'company|companies|firm|corporate|corporation|chief executive|CEO|chairman|profit|earnings|quarterly|revenue|sales|dividend|merger|takeover|acquisition|acquire|buyout|bid for|bankruptcy|restructuring|layoff|job cuts|shareholder|IPO|initial public offering|retailer|maker|airline|carrier|automaker|brand|customer|consumer|store|supplier|antitrust|lawsuit|settlement with|billion deal|million deal|joint venture|business',
  },
  {
    id: 'technology',
    name: 'technology',
    terms:
      'software|hardware|computer|laptop|PC|server|internet|Internet|web|website|browser|search engine|online|email|e mail|spam|virus|worm|phishing|security hole|patch|bug|download|digital|mobile phone|cell phone|handset|smartphone|iPhone|iPod|Android|app|wireless|broadband|Wi Fi|chip|chipmaker|semiconductor|processor|Microsoft|Google|Apple|Amazon|Intel|IBM|Oracle|Linux|Windows|' +
      'console|video game|videogame|PlayStation|Xbox|Nintendo|technology|tech|gadget|user|users|developer|open source|music download|startup|social media|streaming|artificial intelligence|chatbot',
  },
  {
    id: 'science',
    name: 'science',
    terms:
      'scientist|researcher|study|studies|research|species|fossil|dinosaur|planet|Mars|Saturn|moon|asteroid|comet|telescope|spacecraft|space station|astronaut|cosmonaut|cosmodrome|blasts off|blast off|liftoff|launch pad|Soyuz|rocket carrying|outer space|NASA|shuttle|orbit|probe|satellite|laboratory|gene|genetic|DNA|stem cell|physicist|Nobel Prize in|whale|shark|wildlife|bird|animal|archaeologist|climate change|global warming|biodiversity|coral|glacier|volcano',
  },
  {
    id: 'entertainment',
    name: 'entertainment',
    terms:
      'film|movie|Hollywood|Bollywood|actor|actress|singer|album|pop star|rock star|concert|band|music|musician|box office|TV show|television show|reality show|sitcom|celebrity|celebrities|Oscar|Emmy|Grammy|festival|theatre|theater|museum|exhibition|painting|novel|author|bestseller|book|Harry Potter|royal wedding|princess|Prince Harry|Prince Charles|Prince William|Duchess|fashion|model|designer|beauty|comedian|video|magazine|lottery|auction',
  },
  {
    id: 'lifestyle',
    name: 'lifestyle',
    terms:
      'recipe|cooking|chef|restaurant|wine|beer|whisky|coffee|chocolate|diet|weight loss|obesity|fitness|yoga|travel guide|tourist|tourism|holiday|vacation|hotel deals|beach|garden|pet|dog|cat|dating|wedding|marriage|gay marriage|same sex|parenting|horoscope|shopping|Christmas|Halloween|Valentine|toy|home decor|luxury',
  },
  {
    id: 'crime',
    name: 'crime',
    terms:
      'murder|murdered|murderer|rape|raped|sexual assault|sexually|child abuse|paedophile|pedophile|robbery|robber|burglary|theft|thief|stabbing|stabbed|shooting spree|serial killer|gang rape|fraud|embezzlement|trial of|jury|juror|convicted of|pleaded guilty|sentenced to|prosecutor|detective|manslaughter|missing girl|missing boy|bishop|priest|abuse by clergy|arson|hijacked car|shoplifting|drink driving|homicide|death row',
  },
  {
    id: 'disaster',
    name: 'accidents, weather or health',
    terms:
      'earthquake|quake|aftershock|tremor|magnitude|hurricane|typhoon|cyclone|tropical storm|tornado|flood|flooding|mudslide|landslide victims|wildfire|bushfire|storm|heat wave|heatwave|drought|snow|volcanic|eruption|tsunami|plane crash|crash|crashed|bus crash|train crash|derailed|derailment|ferry sank|capsized|coal mine|mine blast|mine explosion|gas explosion|miner|fire broke out|blaze|collapse of a building|rescuers|rescue workers|accident|weather|bird flu|flu|outbreak|epidemic|virus|vaccine|vaccination|Covid|COVID|coronavirus|pandemic|lockdown|variant|disease|hospital|doctor|patient|drug|health|cancer|HIV|AIDS|Aids',
  },
  {
    id: 'domestic',
    name: 'domestic matters',
    terms:
      'school|teacher|pupil|student|university|education|health care|healthcare|Social Security|Medicare|pension|tax cut|tax bill|taxpayer|minimum wage|housing|local council|mayor|city council|police officer|Supreme Court|appeals court|abortion|gun control|stem cell research|smoking ban|tobacco|obscenity|same sex marriage|rail line|commuter|GOP|filibuster|midterm|redistricting|infrastructure bill|Medicaid|mask mandate|vaccine mandate|debt ceiling|primary election|governor s race|traffic|transport strike|trade union|labour union|labor union|strike action|wage talks|church|archbishop|Anglican|Catholic|governor|state senator|attorney general|campaign ad|swing state|fundraising|economy|jobs',
  },
];
