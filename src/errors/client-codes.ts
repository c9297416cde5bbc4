/** The problems that the client names itself, and what to do about each. */
export const clientActions = {
  option_invalid: 'Correct the option.',
  argument_invalid: 'Correct the argument.',
  header_refused: 'Leave the header out, or use the option that sets it.',
  api_key_missing: 'Set HOMESTAR_API_KEY, or pass apiKey.',
  api_key_invalid: 'Copy the whole key as it was issued, or have a new one made.',
  base_url_invalid: 'Pass a URL such as https://api.homestar.example, without user, query or fragment.',
  base_url_insecure: 'Use https. Plain http is for loopback, and with allowInsecureHttp for test keys.',
  client_closed: 'Make a new client.',
  connect_failed: 'Check the address and the network.',
  connection_lost: 'Try again. A changing call is safe to repeat with the same idempotencyKey.',
  transport_failed: 'Check the dispatcher that was given to the client.',
  response_too_large: 'Ask for less at once, for example by a lower limit.',
  timeout: 'Try again, or allow more by the option timeout.',
  deadline_exceeded: 'Try again, or allow more by the option deadline.',
  redirected: 'Check baseUrl: the API never redirects. The key was not sent on.',
  response_malformed: 'Check baseUrl: what answered may not be the API.',
  unexpected_status: 'Check baseUrl and what stands between; if it goes on, report the requestId.',
} as const;

/** A problem that the client names itself: nothing was sent, no answer came, or none that can be read. */
export type ClientCode = keyof typeof clientActions;
