import type { CompiledQuery, Dialect } from 'kysely';
import { AppError } from '../../errors.ts';

/**
 * The value as it can be stored. Drivers store some of what they do not know as NULL or as its text form,
 * without a word: that is refused. PostgreSQL has no NUL character, so none is kept of text from outside.
 */
function toStorable(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '') : value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value) return value;
  if (value === null || value instanceof Uint8Array) return value;
  const type = value instanceof Date ? 'Date' : Number.isNaN(value) ? 'NaN' : typeof value;
  throw new AppError('store/odd-value', `A value of type ${type} cannot be stored; this is a fault of ours.`);
}

function withStorableValues(query: CompiledQuery): CompiledQuery {
  return withValues(query, query.parameters);
}

/** The compiled query with other values of the same meaning, in its order; odd ones are refused as in any query. */
export function withValues(query: CompiledQuery, values: readonly unknown[]): CompiledQuery {
  return { ...query, parameters: values.map(toStorable) };
}

/** The same dialect, refusing parameters that are not text, finite numbers, 64-bit integers, bytes or null. */
export function refusingOddValues(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => {
      const compiler = dialect.createQueryCompiler();
      return { compileQuery: (node, queryId) => withStorableValues(compiler.compileQuery(node, queryId)) };
    },
  };
}
