const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True for what can be an id; anything else is unknown before the database is asked. */
export const isId = (text: unknown): text is string => typeof text === 'string' && uuid.test(text);
