/*
 * The generated schemas and what they are made of, for the mock server: the only entry that reaches zod. It stands
 * apart from `internal`, so that a server that starts need not wait for them. No promise of stability.
 */

export { distinct, members } from './contract/collection.ts';
export { date, dateTime } from './contract/moment.ts';
export { flag, listed, numeral } from './contract/parameter.ts';
export { email, text, uri, webAddress } from './contract/text.ts';
export type { Wire } from './contract/wire.ts';
export { requestSchemas, responseSchemas } from './generated/schemas.ts';
