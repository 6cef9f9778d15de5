/**
 * A redirect after a form post: the browser fetches `location` with GET, and no cache keeps the answer (RFC
 * 9110, 15.4.4).
 */
export function seeOther(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: location, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' },
  })
}
