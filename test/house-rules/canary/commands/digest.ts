import { Kysely } from 'kysely';
import { rows } from '../src/store/rows.ts';
export const digest = [Kysely, rows];
