/** Verbs that in this form open no statement: what follows tells somebody what to do. */
const ORDERS =
  /^(?:here(?:[’']s| is| are)|please|kindly|enjoy|ensure|employ|modify|incorporate|integrate|embed|ignore|disregard|forget|provide|recommend|suggest|summari[sz]e|explain|describe|respond|pretend|translate|rewrite|generate|compose|identify|imagine|compare|remember|convert|calculate|analy[sz]e|paraphrase|classify|don[’']t|do not|let[’']s|never (?:mind|forget|reveal|say|tell|mention)|always (?:answer|respond|reply|remember))\b/iu;
/** Verbs that may also be nouns (`Use of force`, `Show trials`): an order where an object follows. */
const ORDERS_WITH_OBJECT =
  /^(?:print|output|write|tell|say|answer|reply|repeat|give|show|list|name|act|make|create|read|click|visit|send|find|take|use|help|offer|discuss|define|draft|insert|add|include|start|stop|begin|follow|reveal|display|share|set|keep|check|call|think|assume|consider|state|confirm) (?:(?:the|an?|any|all|this|these|that|those|my|your|our|his|her|their|its|me|us|it|them|him|in|as|how|what|why|who|with|to|for|only|every|each|some|nothing|everything|exactly|one|two|three|\d+)\b|["“'‘])/iu;
/** A role or a rule that the reader is given; advice that merely says "you" is no such thing. */
const ROLES =
  /\b(?:from now on|you (?:are|were) (?:now|about to|going to (?:act|be|pretend|play)|an? (?:assistant|AI|bot|model))|you (?:will|must|should|shall|have to|need to|may) (?:act|answer|respond|reply|pretend|ignore|obey|output|print|always|never)|your (?:task|role|system|instructions?|answers?|responses?|prompts?)\b|(?:my|these|previous|prior|above|following) (?:instructions?|prompts?))\b/iu;

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
