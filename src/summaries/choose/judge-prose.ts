/** What a line of a page is: a sentence of the report, a loose line that may be one, or nothing that belongs to it. */
export type ProseKind = 'prose' | 'loose' | 'none';

/** Longer ones are pages read wrongly; no bullet could be told from them. */
const MOST_CHARACTERS = 1_000;

/** Verbs that in this form open no statement: what follows tells somebody what to do. */
const ORDERS =
  /^(?:here(?:[’']s| is| are)|please|kindly|enjoy|ensure|employ|modify|incorporate|integrate|embed|ignore|disregard|forget|provide|recommend|suggest|summari[sz]e|explain|describe|respond|pretend|translate|rewrite|generate|compose|identify|imagine|compare|remember|convert|calculate|analy[sz]e|paraphrase|classify|don[’']t|do not|let[’']s|never (?:mind|forget|reveal|say|tell|mention)|always (?:answer|respond|reply|remember))\b/iu;
/** Verbs that may also be nouns (`Use of force`, `Show trials`): an order where an object follows. */
const ORDERS_WITH_OBJECT =
  /^(?:print|output|write|tell|say|answer|reply|repeat|give|show|list|name|act|make|create|read|click|visit|send|find|take|use|help|offer|discuss|define|draft|insert|add|include|start|stop|begin|follow|reveal|display|share|set|keep|check|call|think|assume|consider|state|confirm|sign|join|get|go|see|watch|listen|scroll|tap|swipe|download|subscribe|register|log) (?:(?:the|an?|any|all|this|these|that|those|my|your|our|his|her|their|its|me|us|it|them|him|in|as|how|what|why|who|with|to|for|up|down|on|only|every|each|some|more|nothing|everything|exactly|one|two|three|here|now|live|\d+)\b|["“'‘])/iu;
/** A role or a rule that the reader is given; advice that merely says "you" is no such thing. */
const ROLES =
  /\b(?:from now on|you (?:are|were) (?:now|about to|going to (?:act|be|pretend|play)|an? (?:assistant|AI|bot|model))|you (?:will|must|should|shall|have to|need to|may) (?:act|answer|respond|reply|pretend|ignore|obey|output|print|always|never)|your (?:task|role|system|instructions?|answers?|responses?|prompts?)\b|(?:my|these|previous|prior|above|following) (?:instructions?|prompts?))\b/iu;

/** Pleas, rights and notices of the page itself. */
const NOTICE =
  /\b(?:click here|click to|sign(?:ed|ing)? up|subscrib\w*|newsletters?|cookies?|all rights reserved|copyright|privacy policy|terms (?:of (?:use|service)|and conditions)|your (?:inbox|browser|email|consent)|log in to|read more|follow us|share this|scroll down|advertisements?|advertise with|comment on th(?:is|e) (?:article|story|post|page)|commenting (?:is|on this)|related (?:article|video|stor\w+|content)|video ad|editor[’']s note|free trial|play article|have your say|for confidential support|our journalism|opinions? expressed|views expressed|this (?:article|story|page) (?:was|has been|is)|this is a (?:developing|breaking)|stay tuned|more details? soon|live updates?)\b|©|\bpic\.twitter|#\p{L}|https?:|www\.|\(\d+ votes?\)|\b(?:rated|rating|average)\b.{0,30}\b\d+ votes?\b/iu;
/** Who wrote, took or told it, and who could not be asked. */
const CREDIT =
  /\b(?:contributed (?:reporting|to this)|(?<=^|[(;.] ?)(?:(?:additional )?reporting|edit(?:ed|ing)|writ(?:ten|ing)) by|getty images|photo(?:s|graph)? (?:by|credit|courtesy)|(?:image|picture|photo|source|credit): |file (?:photo|image|picture)|AP photo|via (?:AP|AFP|Reuters|Storyful)|picture alliance|is an? [^.]{0,40}\b(?:reporter|correspondent|editor|columnist|producer|writer)s? (?:for|at|with|based))\b|\b\d{1,2}:\d{2}\s?(?:EST|EDT)\b/iu;
const CREDITED =
  /\p{Lu}[\p{L}.'’-]+ \p{Lu}[\p{L}'’-]+\/\p{Lu}|\/(?:AP|AFP|EPA|Getty|Reuters|Xinhua|TASS|Anadolu)\b|^By \p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3}(?:$|[,|.]| and )|^(?:BY|Published|PUBLISHED|Updated|UPDATED|Created|CREATED|Posted|Last updated|First published)\b[:. ]+[\p{Lu}\d]|\b(?:joins?|weighs in|discuss(?:es)?|breaks? down|reports?|has the latest|to break down)\b.{0,160}\s[‘'“"]\p{Lu}[^’'”"]{2,40}[’'”"][.,]?$|^\p{Lu}\p{L}+ \p{Lu}\p{L}+ (?:reports|has (?:the latest|more))\b.{0,40}$|^\p{Lu}[^.]{3,60} (?:has the latest|reports on the)\b|\bjoins? [‘'“"]\p{Lu}|\bspoke to (?:journalist|analyst|reporter|correspondent)\b/u;
const NO_ANSWER =
  /\b(?:(?:did|has|have) not (?:immediately |yet )?(?:respon(?:d|ded)|repl(?:y|ied)|return(?:ed)?)\b.{0,60}\b(?:comment|request|inquir|enquir|question|call|email)|(?:could|can) not (?:immediately )?be reached|(?:has |have )?(?:reached out|contacted|approached|asked)\b.{1,60}\bfor (?:comment|a response))/iu;
/** What a picture shows: where in it somebody stands, or that it is one. */
const CAPTION =
  /\((?:[LRC]|L-R|R-L)\)|\((?:left|right|cent(?:er|re)|top|bottom|above|below|rear|front|pictured|seen|file|inset)\b[^)]{0,30}\)|, (?:second |third |far )?(?:from (?:the )?(?:left|right)|cent(?:er|re)(?: left| right)?|left|right),|^From (?:the )?(?:left|right)\b|\b(?:is|are|,) (?:seen|pictured|shown) (?:in|at|on|over|with|near|from|during|after|before|through|\p{Ll}+ing)\b|\b(?:seen|pictured|shown) (?:here|above|below)\b|\bin this (?:undated )?(?:image|photo|picture|handout|screen)|^(?:An? |The )?(?:\p{L}+ )?(?:view|photo|photograph|picture|image|map|graphic|screengrab|still) (?:shows?|showing|taken|of|from)\b|^(?:FILE|File)\b/u;
/** A scene in the present, with the day on which the picture was taken: `... shake hands in Taipei on January 11, 2019.` */
const TAKEN_ON =
  /\b(?:on|in|at|,) (?:\p{Lu}\p{L}+day, )?(?:\p{Lu}\p{L}{2,8}\.? \d{1,2}, (?:19|20)\d\d|\d{1,2} \p{Lu}\p{L}{2,8} (?:19|20)\d\d|\p{Lu}\p{L}{2,8}\.? (?:19|20)\d\d)(?:, (?:at|in|near|outside) [^,.]{3,60})?\.?$/u;
const PAST =
  /\b(?:was|were|had|has|have|said|says|will|would|is|are|\p{Ll}{2,}ed|began|became|brought|built|came|fell|fought|found|gave|got|grew|held|hit|kept|knew|led|left|lost|made|met|paid|put|ran|rose|saw|sent|set|shot|sold|spoke|stood|struck|told|took|went|won|wrote)\b/u;

/**
 * What a line of an article is, by its own words: captions, credits, links, pleas and programme notes are nothing of the report. `isLoose` says that it does not end like a sentence. Pure.
 */
export function judgeProse(text: string, isLoose: boolean): ProseKind {
  if (text.length > MOST_CHARACTERS || isLink(text) || isShouted(text)) return 'none';
  if (
    NOTICE.test(text) ||
    CREDIT.test(text) ||
    CREDITED.test(text) ||
    NO_ANSWER.test(text) ||
    CAPTION.test(text)
  )
    return 'none';
  if (TAKEN_ON.test(text) && !PAST.test(text)) return 'none';
  if (/[?？؟]["”’]?$/u.test(text)) return 'none';
  return isLoose ? 'loose' : 'prose';
}

/** `READ | ...`, `RELATED: ...`, `LISTEN | ...`: a label in capitals and what it points at. */
function isLink(text: string): boolean {
  return /^(?:\p{Lu}{3,}(?: \p{Lu}{2,}){0,3} ?[|>»]|(?:READ|WATCH|LISTEN|SEE|MORE|RELATED|LIVE|VIDEO|Read(?: more)?|Watch|Listen|See also|More|Related|Live|Video|Opinion|Analysis|Explainer)(?: \p{L}{2,8})? ?(?:[|:>»]|[–—-] ))/u.test(
    text,
  );
}

/** A heading in capitals. */
function isShouted(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  return capitals > 8 && capitals > 0.6 * (text.match(/\p{L}/gu)?.length ?? 0);
}

/**
 * Whether a sentence tells its reader to do something, or who to be: an appeal of the page, an advertisement, or words that were
 * planted for a model. Such a sentence reports nothing, so it is no bullet. Quoted words do not count: there somebody else
 * is spoken to. Pure.
 */
export function addressesReader(sentence: string): boolean {
  const own = sentence
    .replace(/^[^()]{0,40}\([\p{Lu} ]{2,12}\)\s*/u, '')
    .replace(/["“][^"“”]*["”]/gu, '""')
    .replace(/^[\s"'“‘(*>\-–—•:.]+/u, '');
  return ORDERS.test(own) || ORDERS_WITH_OBJECT.test(own) || ROLES.test(own);
}

/** Orders that stand this near belong together, and so does what stands between them. */
const SENTENCES_BETWEEN_ORDERS = 4;

/**
 * The sentences that tell their reader what to do (see `addressesReader`). Where a text gives several orders, one after the other, no report
 * stands between them either.
 */
export function findAddressed<T extends { text: string }>(sentences: readonly T[]): ReadonlySet<T> {
  const addressed = new Set<T>();
  let last = -Infinity;
  for (const [at, sentence] of sentences.entries()) {
    if (!addressesReader(sentence.text)) continue;
    if (NOTICE.test(sentence.text)) {
      // The page's own pleas stand anywhere.
      addressed.add(sentence);
      continue;
    }
    const from = at - last <= SENTENCES_BETWEEN_ORDERS ? last : at;
    for (const one of sentences.slice(from, at + 1)) addressed.add(one);
    last = at;
  }
  return addressed;
}

/**
 * A text whose paragraphs, headings and captions were glued together, as crawlers leave them, with line ends put between:
 * `'Special Report.'Japan and ...`, `... to Kyiv.GERMANY SENDS TANKS TO UKRAINEThe chancellor ...`. Only line ends are added.
 */
export function unglue(text: string): string {
  return text
    .replace(
      /(?<=[.!?]["'”’)]{1,2}|\p{Ll}\)|\p{Lu}{3}:)(?=["“]?\p{Lu}\p{Ll}|A \p{Ll})|(?<=\p{Ll}{3}[.!?])(?=“?\p{Lu}\p{Ll}|A \p{Ll})/gu,
      '\n',
    )
    .replace(
      /((?:(?<=^|[.!?)"”’])|(?<=\s))(?:[\p{Lu}\p{N}][\p{Lu}\p{N}'’.,&$%-]{0,24}[ :]){3,30}[\p{Lu}\p{N}'’-]{2,24}?)(?=["“]?\p{Lu}\p{Ll}|["“])/gu,
      '\n$1\n',
    );
}
