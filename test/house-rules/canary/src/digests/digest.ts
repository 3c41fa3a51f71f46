import { rows } from '../store/rows.ts';
export const digest = rows;
