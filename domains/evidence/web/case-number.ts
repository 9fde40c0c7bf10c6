/** What people know a stream of the journal by: a case by its number alone, others as they are. */
export const numberOfStream = (stream: string): string => stream.replace(/^case\//, '');
