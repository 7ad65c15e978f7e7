import { detectedDateFormat, ISO_FORMAT } from './detect-date.ts';
import { DYNAMIC_OBJECT, type FieldMapping, valueMapping } from './field-mapping.ts';
import type { DocumentValue } from './read-document.ts';

const TEXT = valueMapping('text', {
  said: { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } },
});
const LONG = valueMapping('long');
const FLOAT = valueMapping('float');
const BOOLEAN = valueMapping('boolean');

/**
 * The mapping that a field gets from the first value that it has; null where the value says nothing: null, an empty list, a list
 * of nulls. Documented (dynamic field mapping): strings are dates or text with a keyword beside it, integers long, decimals float,
 * a list what its first value is; numeric detection is off.
 */
export function mappingOfValue(value: DocumentValue): FieldMapping | null {
  switch (value.kind) {
    case 'null':
      return null;
    case 'boolean':
      return BOOLEAN;
    case 'integer':
      return LONG;
    case 'decimal':
      return FLOAT;
    case 'object':
      return DYNAMIC_OBJECT;
    case 'string': {
      const format = detectedDateFormat(value.value);
      if (format === null) return TEXT;
      return valueMapping('date', {
        format,
        said: format === ISO_FORMAT ? { type: 'date' } : { type: 'date', format },
      });
    }
    case 'list':
      for (const item of value.items) {
        const mapping = mappingOfValue(item);
        if (mapping !== null) return mapping;
      }
      return null;
  }
}
