/** Elements whose text nobody reads. */
export const SILENT_ELEMENTS = 'script,style,noscript,template,iframe,object,embed,svg,canvas,audio,video';

/** Elements that seldom hold an article's own words. */
export const NOISE_ELEMENTS =
  'nav,aside,footer,form,button,select,input,textarea,dialog,menu,figure,figcaption,amp-ad,amp-embed,[hidden],[role=navigation],[role=complementary],[role=search],[role=dialog],[role=banner],[role=contentinfo],[aria-modal=true]';

/**
 * Words of class names and ids (split at `-`, `_` and case) of parts that stand beside or inside an article without
 * belonging to it. Matched as whole words of the name, in order.
 */
export const NOISE_NAMES =
  /(?:^|[\s_-])(?:related|recommended|recommendations?|read-?(?:more|next|also)|see-?also|more-?(?:stories|from|on|news|coverage|articles)|also-?(?:read|like)|you-?may|newsletters?|sign-?up|subscri(?:be|ption)-?(?:box|form|bar|banner|prompt|cta|module)?|share|sharing|share-?(?:bar|buttons?|tools?|links?)|social|social-?(?:links?|share|media|icons?|bar)|sharedaddy|jp-relatedposts|author-?(?:bio|box|info|card|description|profile|details)|about-?(?:the-?)?author|byline|by-?line|dateline|timestamps?|pub(?:lish(?:ed)?)?-?date|post-?(?:meta|info|date|author|tags|nav(?:igation)?)|entry-?(?:meta|footer|utility)|article-?(?:meta|tags|footer|share|byline|tools)|tags?-?(?:list|links|cloud)|tags|breadcrumbs?|pagination|pager|comments?-?(?:area|list|section|form|wrapper)?|disqus|respond|promo|promoted|sponsor(?:ed)?|advert(?:isement)?s?|ad-?(?:slot|unit|wrapper|container|placeholder|banner|block)|ads|advertorial|outbrain|taboola|trc|zergnet|dianomi|gallery|slideshow|carousel|captions?|image-?(?:caption|credit)|photo-?(?:caption|credit)|wp-caption-text|media-?caption|credits?|copyright|cookie(?:-?(?:banner|notice|consent))?|gdpr|paywall-?(?:prompt|overlay)|popup|modal|tooltip|screen-?reader(?:-?text)?|sr-only|visually-?hidden|visuallyhidden|skip-?(?:link|to-?content)|most-?(?:read|popular|viewed)|trending|popular-?posts|widget-?area|sidebar|teaser-?list|inline-?(?:related|newsletter|promo)|print-?only|no-?print|donat(?:e|ion)-?(?:box|form|banner)?|app-?(?:promo|banner|download))(?=$|[\s_-])/i;

/** Names of the readers' comments: never the article's, however much of the page they are. */
export const COMMENT_NAMES =
  /(?:^|\s)(?:comments?|comment-?(?:list|area|body|content|text|thread|section)s?|commentlist|disqus[\w-]*|respond)(?=$|\s)/i;

/** Names that keep an element though another word of its name speaks against it. */
export const CONTENT_NAMES =
  /(?:^|[\s_-])(?:article-?(?:body|content|text|main)|entry-?content|post-?(?:content|body)|story-?(?:body|content|text)|main-?content|page-?content|body-?(?:text|copy|content)|rich-?text|content-?body)(?=$|[\s_-])/i;

/**
 * Lines that a reader skips wherever they stand. Each pattern stands for the whole line, without the signs round it
 * (see `bareLine`).
 */
export const NOISE_LINES: readonly RegExp[] = [
  // Pointers to other pieces.
  /^(?:also\s+)?(?:read|see|watch|listen|more|related|don['’]t miss|must[- ]read|recommended|you (?:may|might) (?:also )?like|in case you missed it|trending|explore|editor['’]s picks?|also on|up next|what to (?:read|know) next)(?:\s+(?:also|more|next|this|on this|here|stories|story|articles?|post|posts|coverage|content|from .{1,40}|on .{1,60}))?\s*(?:$|[:|>»–—])/i,
  /^(?:read|see|click)\s+(?:more|also|here|full story|the full .{1,30})\b.{0,160}$/i,
  /^more (?:great )?(?:from|on|in|about) .{1,60}$/i,
  /^(?:more )?(?:great|top|best|latest|popular|recent|trending|featured)\s+(?:\w+\s+)?(?:stories|articles|news|posts|videos)\b.{0,60}$/i,
  /^(?:recommended stories|list of \d+ items?|end of list|play video|now playing|watch live|live tv|supported by|skip past newsletter.{0,40}|after newsletter promotion|continue reading the main story|most (?:viewed|read|popular)|our standards: .{0,80}|(?:click|tap) here (?:for|to)\b.{0,160}|catch (?:all )?the latest\b.{0,200}|(?:for|get|read|check) (?:all )?(?:the )?latest .{0,30}\b(?:news|updates|stories)\b.{0,160}|have your say.{0,100}|enter your e-?mail.{0,160}|by (?:signing up|subscribing|providing your e-?mail|clicking)\b.{0,300}|this site is protected by\b.{0,160}|we use cookies\b.{0,300})$/i,
  /^(?:also|more) (?:on|in|from) [^:|]{1,40}[:|].{0,250}$/i,
  // Captions and credits.
  /^(?:file(?: photo)?\s*[-–—:]\s*)?in this (?:[\w.,'’:-]+ ){0,10}?(?:file )?(?:photo(?:graph)?|image|picture|frame ?grab|still|grab)\b.{0,500}$/i,
  /^file (?:photo|image|picture)\b.{0,400}$/i,
  /^.{0,400}(?:\((?:photo|image|picture|video|credit|source|file)\b[^()]{0,80}\)?|\b(?:reuters|afp|epa|ap|getty images|anadolu|xinhua)\s?\/\s?[\p{Lu}][\p{L}.]+(?: [\p{L}.'-]+){0,3})$/iu,
  /^(?:фото|фотография|foto|fotografía|fotografia|crédito|crédits?|quelle|fuente|fonte|zdjęcie|写真|图|撮影)\s*[:：/|]?.{0,80}$/iu,
  /^(?:image|photo|picture|photograph|video|media|file photo|foto|bild|graphic|illustration)s?\s*(?:credits?|captions?|source|copyright|courtesy|by|of \d+|\d+ of \d+|[:/|])\s*.{0,250}$/i,
  /^(?:credits?|source|courtesy)\s*[:/].{0,120}$/i,
  /^.{0,160}(?:\((?:ap|reuters|afp|getty|epa|file)(?: photo| images)?(?:\/[^)]*)?\)|(?:getty images|shutterstock|istock|alamy|ap photo|via ap|\/ ?afp|\/ ?reuters|\/ ?getty))$/i,
  /^(?:image|photo|slide)?\s*\d+\s*(?:of|\/)\s*\d+\b.{0,40}$/i,
  /^media playback is (?:not supported|unsupported)\b.{0,80}$/i,
  // Addresses of the page itself.
  /^https?:\/\/\S+$/i,
  // Dates, reading times, counters.
  /^(?:first |last |originally )?(?:published|posted|updated|modified|created|publicado|ver[öo]ffentlicht|publié|pubblicato)\s*(?:on|at|by|in|am|le|el|il)?\b\s*[:,]?\s*(?=.{0,90}$)(?=.*\d).{0,90}$/i,
  /^(?:\d+\s*(?:min(?:ute)?s?|mins?)\s*(?:read|de leitura|de lectura|de lecture)|(?:reading time|tempo de leitura|tiempo de lectura|lesezeit|temps de lecture)\b.{0,30})$/i,
  /^\d[\d.,]*\s*(?:comments?|shares?|views?|reads?|likes?|letture)\b.{0,40}$/i,
  // Prompts.
  /^(?:share|tweet|print|e-?mail|save|comments?|reply|follow|like|facebook|twitter|x|whatsapp|linkedin|reddit|copy link|pinterest|telegram|messenger)(?:\W+(?:this|article|story|on|via|with|share|tweet|print|e-?mail|save|comments?|facebook|twitter|x|whatsapp|linkedin|reddit|copy|link|pinterest|telegram|messenger|now|us|post|a|leave)){0,12}$/i,
  /^(?:follow|like|find|join|connect with)\s+(?:us|me|our|@|\S+ (?:on|at) (?:twitter|facebook|instagram)|\S+ \S+ (?:on|at) (?:twitter|facebook|instagram)).{0,250}$/i,
  /^.{0,120}\bfollow (?:us|me|him|her|them|\S+|\S+ \S+) (?:on|at) (?:@|twitter|facebook|instagram|x\b|threads|linkedin).{0,200}$/i,
  /^(?:sign up|signup|subscribe|register|become a (?:member|subscriber)|get (?:the|our|all the|today['’]s)\b.{0,60}\b(?:newsletters?|inbox|app|email)|download (?:the|our)\b.{0,40}\bapp|join our|support our|donate|stay (?:up to date|informed|connected)|never miss|want more)\b.{0,300}$/i,
  /^.{0,200}\b(?:delivered (?:straight |directly |right )?to your inbox|sign up (?:for|to) (?:our|the|receive)|subscribe to our|our (?:free )?(?:daily |weekly )?newsletter|click here to (?:sign|subscribe|read|download|join)|privacy policy|terms (?:of (?:use|service)|and conditions)|affiliate (?:links?|commission)|all rights reserved|unsubscribe)\b.{0,300}$/i,
  /^(?:advertisement|advertising|sponsored(?: content)?|story continues(?: below)?|article continues below.{0,30}|continue reading.{0,60}|scroll (?:down|to continue).{0,40}|loading\W*|listen to (?:this )?(?:article|story).{0,60}|skip to (?:main )?content|skip advertisement|back to top|make .{1,20} my homepage.{0,200}|add as a preferred source.{0,60}|show (?:more|less|caption)|hide caption|toggle caption|enlarge (?:this )?image|view (?:gallery|comments|author archive).{0,60}|post a? ?comment.{0,60}|leave a (?:comment|reply).{0,60}|close|menu|search|home|opinion poll|vote|take our poll.{0,60})$/i,
  /^(?:©|\(c\)|copyright)\s*(?:\d{4}|©|the |by |[A-Z]).{0,250}$/i,
  /^(?:tags?|topics?|filed under|categor(?:y|ies)|keywords|posted in|in this article|labels)\s*(?:$|[:|]).{0,300}$/i,
  /^posted (?:in|on|by)\b.{0,120}$/i,
];

/** Lines that end an article when they stand after its last paragraphs: sign-offs, contacts, authors. */
export const CLOSING_LINES: readonly RegExp[] = [
  /^(?:additional |with (?:additional )?|further )?(?:reporting|writing|editing|compiled|edited|written|reported|research|graphics?|translated)\b.{0,60}\bby\b.{0,300}$/i,
  /^(?:reporting|writing|editing|additional reporting) (?:from|in|for)\b.{0,200}$/i,
  /^.{0,60}\b(?:contributed|contribut(?:ed|ing) to this (?:report|story|article)|contributed reporting)\b.{0,100}$/i,
  /^(?:e-?mail|contact|reach|write to|tweet|follow)\b.{0,80}(?:@|\bat\b|twitter).{0,160}$/i,
  /^.{2,60}?\b(?:is|was) (?:an?|the|our|npr['’]s|ign['’]s|\w+['’]s) (?:[\w'’&-]+ ){0,6}?(?:writer|reporter|journalist|editor|correspondent|columnist|author|contributor|producer|fellow|professor|freelancer?|blogger|critic|curator|photographer|intern|native)\b.{0,400}$/i,
  /^(?:if you have (?:a|any) (?:news )?(?:tips?|corrections?|comments?|questions?)|have a (?:tip|story)|got a (?:tip|story)|do you (?:have|know)|contact (?:us|the)|to contact|for (?:more|further) (?:information|details)|media contacts?|press contacts?|this (?:article|story|post|report|piece) (?:was|is|has been|originally|first|appeared|may)\b)\b.{0,300}$/i,
  /^.{0,120}\bthis (?:article|story|post|report|piece) (?:was )?(?:originally |first )?(?:appeared|published|updated|corrected)\b.{0,200}$/i,
  /^(?:atenção|disclaimer)\s*[:|].{0,600}$/i,
];

/** A heading after which a press release only describes the company. */
export const CLOSING_HEADINGS =
  /^(?:about (?:the )?(?:author|company|us|[A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*){0,4})|media contacts?|press contacts?|contacts?|notes? to editors?|forward-looking statements?|references|footnotes|further reading|bibliography|sources)\s*:?\s*$/;

/** A line without bullets, arrows and stops at its ends, as the patterns expect it. */
export function bareLine(text: string): string {
  return text.replace(/^[^\p{L}\p{N}(©@]+|[^\p{L}\p{N})%:]+$/gu, '');
}
