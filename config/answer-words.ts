/**
 * What somebody does who takes a side: the answer of the other side, a claim, a threat or a promise is what a reader wants next to what
 * happened. In all their forms; of meanings far from each other, so no other word of the news is meant.
 */
export const ANSWERS: readonly string[] =
  `accused accuses accuse accusing denied denies deny rejected rejects condemned condemns warned warns warning vowed vows pledged pledges promised promises
  urged urges blamed blames dismissed dismisses insisted insists threatened threatens demanded demands criticised criticized criticises criticizes welcomed
  welcomes refused refuses called calls described describes claimed claims alleged alleges thanked praised responded responds replied`.split(
    /\s+/u,
  );
