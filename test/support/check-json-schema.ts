type Schema = Readonly<Record<string, unknown>>;

/**
 * Checks a value against a JSON schema with references into its own document: the keywords that the Discord API
 * description uses for requests. Objects may have no properties but those described.
 */
export function checkJsonSchema(value: unknown, schema: Schema, root: Schema, at = ''): string[] {
  if (typeof schema['$ref'] === 'string') {
    return checkJsonSchema(value, resolve(schema['$ref'], root), root, at);
  }
  const inner = (part: Schema) => checkJsonSchema(value, part, root, at);
  const unions = [schema['oneOf'], schema['anyOf']].filter(Array.isArray) as Schema[][];
  const errors = unions.flatMap((branches) => {
    const failures = branches.map(inner);
    return failures.some((found) => found.length === 0) ? [] : nearest(failures);
  });
  for (const part of (schema['allOf'] as Schema[] | undefined) ?? []) errors.push(...inner(part));
  return [
    ...errors,
    ...checkType(value, schema, at),
    ...checkRange(value, schema, at),
    ...checkParts(value, schema, root, at),
  ];
}

/** Of several failed branches the one with the fewest complaints is what was meant. */
function nearest(failures: readonly string[][]): string[] {
  return failures.toSorted((a, b) => a.length - b.length)[0] ?? ['matches nothing'];
}

function resolve(reference: string, root: Schema): Schema {
  let at: unknown = root;
  for (const key of reference.replace(/^#\//, '').split('/')) at = (at as Schema)[key];
  if (typeof at !== 'object' || at === null) throw new Error(`the schema has no ${reference}`);
  return at as Schema;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (Number.isInteger(value)) return 'integer';
  return typeof value;
}

function checkType(value: unknown, schema: Schema, at: string): string[] {
  const errors: string[] = [];
  const types = schema['type'] === undefined ? [] : ([schema['type']].flat() as string[]);
  const type = typeOf(value);
  if (types.length > 0 && !types.includes(type) && !(type === 'integer' && types.includes('number'))) {
    errors.push(`${at}: is ${type}, not ${types.join(' or ')}`);
  }
  const allowed = schema['enum'];
  if (Array.isArray(allowed) && !allowed.includes(value))
    errors.push(`${at}: is none of ${allowed.join(', ')}`);
  if ('const' in schema && schema['const'] !== value) errors.push(`${at}: is not ${String(schema['const'])}`);
  return errors;
}

function checkRange(value: unknown, schema: Schema, at: string): string[] {
  const limit = (keyword: string) => (typeof schema[keyword] === 'number' ? schema[keyword] : null);
  const bounds: [number, string, string][] =
    typeof value === 'string'
      ? [[value.length, 'minLength', 'maxLength']]
      : typeof value === 'number'
        ? [[value, 'minimum', 'maximum']]
        : Array.isArray(value)
          ? [[value.length, 'minItems', 'maxItems']]
          : [];
  const errors: string[] = [];
  for (const [size, low, high] of bounds) {
    if ((limit(low) ?? -Infinity) > size) errors.push(`${at}: ${size} is below ${low}`);
    if ((limit(high) ?? Infinity) < size) errors.push(`${at}: ${size} is above ${high}`);
  }
  if (typeof value === 'string' && typeof schema['pattern'] === 'string') {
    if (!new RegExp(schema['pattern'], 'u').test(value))
      errors.push(`${at}: does not match ${schema['pattern']}`);
  }
  return errors;
}

function checkParts(value: unknown, schema: Schema, root: Schema, at: string): string[] {
  if (Array.isArray(value)) {
    const items = schema['items'] as Schema | undefined;
    return items ? value.flatMap((item, index) => checkJsonSchema(item, items, root, `${at}/${index}`)) : [];
  }
  const properties = schema['properties'] as Readonly<Record<string, Schema>> | undefined;
  if (typeof value !== 'object' || value === null || !properties) return [];
  const missing = ((schema['required'] as string[] | undefined) ?? [])
    .filter((key) => !(key in value))
    .map((key) => `${at}: lacks ${key}`);
  return Object.entries(value).reduce((errors, [key, part]) => {
    const known = properties[key];
    return errors.concat(
      known ? checkJsonSchema(part, known, root, `${at}/${key}`) : [`${at}: has the unknown property ${key}`],
    );
  }, missing);
}
