import type { NewsKind } from '../src/model/article.ts';

/**
 * How an article that is not plain news is recognised; all whole words, any case, parted by `|`. The first row that
 * matches wins, so the surest come first.
 */
export type NewsKindRow = {
  kind: Exclude<NewsKind, 'news'>;
  /** Said to a person: "Opinion by its address". */
  name: string;
  /** Segments of the address's path, or the first label of its host. */
  sections: string;
  /** What stands before the title's first colon or bar, or after its last bar or dash. */
  labels: string;
  /** Anywhere in the title, or at its start where marked with `^`. */
  titlePhrases: string;
  /** In the first or last sentences of the text. */
  textPhrases: string;
};

export const newsKinds: readonly NewsKindRow[] = [
  {
    kind: 'advertisement',
    name: 'Advertisement',
    sections:
      'sponsored|sponsor-content|partner-content|paid-content|paid-post|paidpost|advertorial|advertisement|brandvoice|brand-voice|brandstudio|brand-studio|branded|native-ad|promoted|promotion|shopping|deals|coupons|vouchers|press-release|press-releases|pressrelease|prnewswire|globenewswire|business-wire|businesswire',
    labels:
      'sponsored|sponsored content|sponsored post|advertisement|advertorial|paid post|paid content|partner content|brand story|promoted|press release|advertiser content',
    titlePhrases: 'promo code|discount code|black friday deals|best deals|coupon code|prime day deals',
    textPhrases:
      'this article is sponsored|sponsored by|paid advertisement|in partnership with our advertiser|this is a paid|affiliate commission|promo code',
  },
  {
    kind: 'live-blog',
    name: 'Live blog',
    sections:
      'live|live-blog|liveblog|live-updates|live-news|live-reporting|livestory|live-coverage|minute-by-minute',
    labels: 'live|live updates|live blog|live coverage|as it happened|live reporting|watch live|live news',
    titlePhrases:
      'live updates|as it happened|live blog|minute by minute|live coverage|follow live|latest updates|news live|war live',
    textPhrases:
      'this live blog|our live blog|our live coverage|live coverage has ended|this blog is now closed|follow our live',
  },
  {
    kind: 'obituary',
    name: 'Obituary',
    sections: 'obituaries|obituary|obits|obit|deaths|other-lives',
    labels: 'obituary|obituaries|obit',
    titlePhrases: 'obituary|a life in pictures',
    textPhrases: '',
  },
  {
    kind: 'review',
    name: 'Review',
    sections:
      'review|reviews|book-review|book-reviews|books-review|film-review|movie-reviews|tv-review|restaurant-review|books|product-reviews',
    labels:
      'review|book review|film review|movie review|tv review|album review|theatre review|restaurant review|game review|concert review|gig review',
    titlePhrases:
      'book review|film review|movie review|tv review|album review|theatre review|restaurant review|out of five stars',
    textPhrases: '',
  },
  {
    kind: 'opinion',
    name: 'Opinion',
    sections:
      'opinion|opinions|op-ed|oped|op-eds|commentisfree|comment|commentary|comment-analysis|columnist|columnists|column|columns|editorial|editorials|leader|leaders|letter|letters|letters-to-the-editor|viewpoint|viewpoints|perspective|perspectives|blogs|blog|ideas|leading-articles|voices|views|opinion-columns|tribune|opinie|meinung|kommentar|kommentare|opinion-guest-essay',
    labels:
      'opinion|op ed|comment|commentary|column|columnist|editorial|letter|letters|letters to the editor|viewpoint|view|perspective|guest essay|guest column|leader|leading article|our view|the times view|the guardian view|blog',
    titlePhrases:
      'letters to the editor|the guardian view on|the observer view on|editorial board|my view|in my opinion|an open letter to|dear editor|why i am|why we must|we must not|here s why i',
    textPhrases:
      'the views expressed in this article|views expressed are|opinions expressed|the author is a|the writer is a|is an opinion columnist|to the editor|this column',
  },
  {
    kind: 'sport',
    name: 'Sport',
    sections:
      'sport|sports|football|soccer|cricket|rugby|rugby-union|rugby-league|tennis|golf|nba|nfl|mlb|nhl|formula1|formula-1|f1|motorsport|boxing|athletics|cycling|olympics|basketball|baseball|hockey|horse-racing|racing|premier-league|champions-league|world-cup|deportes|deporte|fussball|wwe|ufc|mma|esports|swimming|winter-sports|sportnews|sports-news',
    labels:
      'football|soccer|cricket|rugby|tennis|golf|boxing|athletics|formula one|f1|nba|nfl|mlb|nhl|sport|sports|olympics|basketball|baseball|hockey|cycling|motorsport|swimming|nl notebook|al notebook|box score|match report|ft report|premier league|champions league|world cup',
    titlePhrases:
      'box score|match report|player ratings|transfer news|fantasy football|power rankings|starting lineup|starting xi|team news',
    textPhrases: '',
  },
  {
    kind: 'market-wrap',
    name: 'Market report',
    sections:
      'markets|market|stock-market|stocks|market-report|markets-wrap|markets-news|commodities|currencies|forex|stock-markets|market-news|stockmarket|bonds',
    labels:
      'markets wrap|market wrap|market report|markets|stocks|stock market today|forex|us stocks|asia stocks|global markets|treasuries|stocks to watch|before the bell|morning bid|market close|data view|wall street|asian markets|european shares',
    titlePhrases:
      'stocks close|stocks open|stocks rise|stocks fall|stocks slip|stocks gain|stocks rally|stocks drop|stocks edge|stocks climb|stocks end|stocks lower|stocks higher|stocks mixed|stocks sink|stocks up|stocks down|stocks seen|stocks set|stock prices|shares close|shares end|shares rise|shares fall|wall street opens|wall street closes|wall street ends|' +
      'ftse closes|nikkei opens|nikkei closes|nikkei up|nikkei down|nikkei average|dow closes|dow jones today|market wrap|markets wrap|treasuries rise|treasuries fall|dollar rises|dollar falls|dollar slips|dollar gains|euro rises|euro falls|oil settles|oil prices rise|oil prices fall|oil prices steady|oil prices slip|oil prices jump|oil prices surge|oil prices climb|oil prices dip|oil prices ease|oil rises|oil falls|oil slips|crude futures|gold prices|sensex ends|sensex closes|rupee opens|rupee closes|asian shares|asian stocks|european stocks|european shares',
    textPhrases: '',
  },
  {
    kind: 'lifestyle',
    name: 'Lifestyle',
    sections:
      'lifestyle|life-style|life-and-style|life|style|food|food-drink|food-and-drink|recipes|recipe|travel|fashion|beauty|wellness|wellbeing|fitness|home-and-garden|gardening|garden|horoscope|horoscopes|celebrity|celebrities|showbiz|showbusiness|entertainment|entertainment-arts|culture|arts|film|movies|music|tv-and-radio|tv|television|games|gaming|crosswords|puzzles|quizzes|quiz|dating|relationships|parenting|motoring|cars|autos|property|real-estate|homes|pets|royals|gossip|weddings|theatre|arts-culture|art-and-design|tvshowbiz|weather|lottery',
    labels:
      'recipe|travel|horoscope|quiz|crossword|lifestyle|style|celebrity|showbiz|entertainment|food|fashion|royals|in pictures|photos|gallery',
    titlePhrases:
      'quiz of the week|news quiz|horoscope|recipe for|how to cook|things to do in|gift guide|where to stay|best restaurants|what to watch|celebrity|wordle|crossword',
    textPhrases: '',
  },
  {
    kind: 'explainer',
    name: 'Explainer',
    sections:
      'explainer|explainers|explained|explain|factbox|fact-check|factcheck|fact-checks|fact-checking|backgrounder|timeline|timelines|q-and-a|qanda|long-reads|longreads|the-long-read|features|feature|interactive|in-depth|podcast|podcasts|newsletters|newsletter|country-profiles',
    labels:
      'explainer|explained|factbox|fact check|backgrounder|timeline|q a|q and a|profile|analysis|the long read|podcast|newsletter|in depth|in charts|faq|background|fact sheet|country profile|key facts|special report|interactive|feature|who is who|at a glance',
    titlePhrases:
      'what we know so far|what we know about|what you need to know|everything you need to know|things you need to know|things to know|all you need to know|here s what we know|here s what to know|what to know about|what does it mean|what it means for|a timeline of|timeline of|a brief history of|a visual guide|in charts|key takeaways|five takeaways|^who is|^who are|^what is|^what are|^how to|^how did|^how do|^how does|^how is|^how are|^how will|^how can|^how could|^how the|^why|facts about|years on|a guide to|a look at|country profile|questions and answers|who s who|the long read',
    textPhrases:
      'in this explainer|this explainer|here is what you need to know|here s what you need to know|here is what we know|here s what we know|this timeline',
  },
];
