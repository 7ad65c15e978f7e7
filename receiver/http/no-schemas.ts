/**
 * For fastify: no route here has a schema, so the compilers of schemas, which are more than half of what it loads by default, are
 * left out.
 */
export const NO_SCHEMAS = { compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler } };

function noCompiler(): never {
  throw new Error('there is no schema to compile');
}
