import { digest } from '../digests/digest.ts';
export const filter = digest;
