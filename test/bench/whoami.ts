/** A request for `whoami.get` as it goes over the wire. */
export function whoamiWith(secret: string): Buffer {
  return Buffer.from(`GET /v1/whoami HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${secret}\r\n\r\n`);
}
