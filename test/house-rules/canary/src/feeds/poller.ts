import { reader } from '../articles/reader.ts';
export const poller = reader;
