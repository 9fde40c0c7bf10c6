export * from './model.ts';
export { close__Noun__, type Closing } from './rules.ts';
export { __nouns__Refusals } from './errors.ts';
export { close, open, type Actor } from './service.ts';
export { __nouns__Routes } from './routes.ts';
