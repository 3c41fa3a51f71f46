/** A full stop after one of these never ends a sentence: a name follows. Lower case, without the stop. */
export const ABBREVIATIONS_BEFORE_NAMES: ReadonlySet<string> = new Set(
  `mr mrs ms dr prof gen lt col maj capt cmdr sgt cpl adm gov sen rep rev hon pres st mt messrs mme mlle sr. sra fr br vs v no nos
  det insp supt brig amb atty msgr pfc pvt hrn dipl ing d.r`.split(/\s+/u),
);

/** A full stop after one of these ends a sentence only when a usual opener follows. Lower case, without the stop. */
export const ABBREVIATIONS: ReadonlySet<string> = new Set(
  `u.s u.k u.n e.u u.a.e d.c a.m p.m am pm e.g i.e etc inc corp co ltd llc plc bros jr sr ph.d m.d b.a m.a jan feb mar apr jun jul
  aug sep sept oct nov dec mon tue wed thu fri sat sun approx dept est fig min max ave blvd rd ft lb oz km kg mph ca cf al univ
  ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash
  wis wyo ont que n.y n.j n.c s.c n.m n.h r.i w.va usw bzw z.b d.h u.a ca sog nr tel ee.uu`.split(/\s+/u),
);
