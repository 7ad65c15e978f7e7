/** How `validate` can say what is wrong: for people, as JSON, or as a compiler does. */
export const DIAGNOSTIC_FORMATS = ['text', 'json', 'gcc'] as const;

/** One of DIAGNOSTIC_FORMATS. */
export type DiagnosticFormat = (typeof DIAGNOSTIC_FORMATS)[number];
