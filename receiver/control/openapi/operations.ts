import type { Desk } from '../desk.ts';
import { json, type Operation } from '../operation.ts';
import { groupOperations } from '../operations/groups.ts';
import { judgingOperations } from '../operations/judging.ts';
import { overviewOperations } from '../operations/overview.ts';
import { recordOperations } from '../operations/records.ts';
import { replyOperations } from '../operations/replies.ts';
import { streamOperations } from '../operations/stream.ts';
import { openApiDocument } from './document.ts';

/** Every operation of the API, the one that describes them all included. */
export function operationsOf(desk: Desk): readonly Operation[] {
  const operations: Operation[] = [
    ...overviewOperations(desk),
    ...recordOperations(desk),
    ...judgingOperations(desk),
    ...groupOperations(desk),
    ...streamOperations(desk),
    ...replyOperations(desk),
  ];
  const describe: Operation = {
    id: 'getOpenApi',
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description',
    parameters: [],
    body: null,
    answers: { 200: { about: 'An OpenAPI 3.1 document.', schema: 'OpenApi' } },
    errors: [],
    handle: () => json(document),
  };
  operations.push(describe);
  const document = openApiDocument(operations);
  return operations;
}
