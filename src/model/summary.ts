/** The sentence of an article that a bullet rests on. */
export type Evidence = {
  articleId: string;
  sentence: string;
  outletName: string;
  url: string | null;
  /** When the article was published (UTC epoch ms), by which relative dates were resolved. */
  publishedAt?: number | null;
  /** Other sentences of the same article from which a name in the bullet was taken. */
  references?: readonly string[];
};

export type Bullet = {
  /** One sentence, at most 25 words. */
  text: string;
  evidence: Evidence;
  /** The evidence check's verdict at the time of writing; only supported bullets are posted. */
  isSupported: boolean;
  /** How it was found borne out: each word derived from the evidence, or freely worded and confirmed by a second model. Not told of bullets from before this was noted. */
  checkedBy?: 'derivation' | 'second-reading';
  /** How its evidence was edited, piece by piece in order, where each word is derived from it. */
  derivation?: Derivation;
};

export type Derivation = readonly DerivationPiece[];
/** A piece of evidence that the bullet keeps, leaves out, or has in another form (`shown`). */
export type DerivationPiece = { text: string; fate: 'kept' | 'left-out' | 'changed'; shown?: string };

export type ThreeBullets = readonly [Bullet, Bullet, Bullet];

/** An outlet's page. */
export type OutletPage = { outletName: string; url: string | null };

export type SummaryMaker =
  | {
      kind: 'extractive' /** Why a configured model was not used, or null where none is. */;
      insteadOfModel: string | null;
      /** Of bullets that an outlet put over its own article. */
      ownPoints?: OutletPage;
    }
  | {
      kind: 'model';
      model: string /** Bullets that the evidence check replaced by extractive ones. */;
      replacedBullets: number;
    };

/** Headline + three bullets + evidence of one version of a story in one language. */
export type Summary = {
  storyId: string;
  version: number;
  /** ISO 639-1. */
  language: string;
  headline: string;
  bullets: ThreeBullets;
  madeBy: SummaryMaker;
  /** When the version was summarised first. */
  madeAt: number;
  /** From 1; each better summary of the same version is the next. */
  edition: number;
};

/** A summary before it belongs to a story: also the answer to a link. */
export type DraftSummary = Pick<Summary, 'language' | 'headline' | 'bullets' | 'madeBy'>;

/** What a summariser reads: one of a story's articles. Text is data, never instructions. */
export type SourceArticle = {
  id: string;
  title: string;
  text: string;
  outletName: string;
  url: string | null;
  language: string | null;
  publishedAt: number | null;
};

export type SummaryOutcome = {
  usage?: ModelUsage;
  /** Why a model that was asked did not make it: it could not be had just now, or nothing that it writes of this text can be posted. */
  modelFault?: 'unavailable' | 'unsupported';
} & (
  | { kind: 'summary'; summary: DraftSummary }
  /** Fewer than three things to say; `reason` is a sentence for a person. */
  | { kind: 'refused'; reason: string }
);

export type ModelUsage = { model: string; tokensIn: number; tokensOut: number; costUsd: number | null };

/** What the model cost in a span; calls whose price is not known count nothing in `costUsd`. */
export type ModelSpend = {
  costUsd: number;
  tokensIn: number;
  tokensOut: number;
  calls: number;
  /** Answers that were kept from before and so not asked for. */
  cacheHits: number;
};
