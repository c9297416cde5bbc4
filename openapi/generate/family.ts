/** The class of the SDK's errors that a status is thrown as. */
export function family(status: number): string {
  if (status >= 500) return 'ServerError';
  return named[status] ?? 'RequestError';
}

const named: Readonly<Record<number, string>> = {
  401: 'AuthenticationError',
  403: 'PermissionError',
  404: 'NotFoundError',
  409: 'ConflictError',
  412: 'ConflictError',
  428: 'ConflictError',
  429: 'RateLimitError',
};
