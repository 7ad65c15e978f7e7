// What goes into the bundles of packages that would come whole, and how the bundles are written down.

import { isBuiltin } from 'node:module';
import type { Plugin } from 'rolldown';

/** Of faker's English locale the four lists that names are made of, instead of all half a megabyte of it. */
export const fakersWords: Plugin = {
  name: 'words of faker',
  async load(id) {
    if (!/[\\/]@faker-js[\\/]faker[\\/]dist[\\/]locale[\\/]en\.js$/.test(id)) return null;
    const { person, company, location } = (await import('@faker-js/faker/locale/en')).faker.definitions;
    const definitions = {
      person: { last_name: { generic: person.last_name.generic } },
      company: { legal_entity_type: company.legal_entity_type },
      location: { city_name: location.city_name, direction: location.direction },
    };
    return `export const faker = ${JSON.stringify({ definitions })};`;
  },
};

/** Of undici what its index makes of connections and requests, without fetch, WebSocket, caches and mocks. */
export const undicisConnections: Plugin = {
  name: 'connections of undici',
  load(id) {
    if (!/[\\/]undici[\\/]index\.js$/.test(id)) return null;
    return `'use strict'
Object.assign(require('./lib/dispatcher/dispatcher').prototype, require('./lib/api'))
module.exports.Client = require('./lib/dispatcher/client')
module.exports.Pool = require('./lib/dispatcher/pool')
module.exports.ProxyAgent = require('./lib/dispatcher/proxy-agent')
`;
  },
};

/** Node.js keeps a text of ASCII in half the memory, and reads it and its cache in less time. */
export const inAscii: Plugin = {
  name: 'ASCII alone',
  renderChunk(code) {
    if (/String\.raw\s*`[^`]*[^\0-\x7f]/.test(code)) throw new Error('a raw text cannot be escaped');
    return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  },
};

/**
 * An import of a module of Node.js looks at everything that is there: that of node:http loads fetch and WebSocket, that of node:fs
 * streams, promises and readline, which nobody here needs. Asking for the module does not.
 */
export const builtinsUnseen: Plugin = {
  name: "Node.js' modules as they are",
  renderChunk: (code) =>
    code.replace(/^import \{([^}]*)\} from "([^".]+)";$/gm, (whole, names: string, module: string) =>
      isBuiltin(module)
        ? `const {${names.replaceAll(' as ', ': ')}} = process.getBuiltinModule("${module}");`
        : whole,
    ),
};
