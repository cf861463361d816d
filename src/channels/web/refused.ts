/** A request that the edge refuses before any page answers it: the error handler makes its page. */
export const refusedWith = (status: 400 | 403 | 413 | 429 | 503, why: string): Error =>
  Object.assign(new Error(why), { statusCode: status })
