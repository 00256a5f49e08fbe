package io.xiaodan.kernel;

/** Why a request failed, in the order in which the reasons are looked for. */
public enum ProblemKind {
  /** The request cannot be read at all. */
  MALFORMED,
  /** Nobody is signed in. */
  UNAUTHENTICATED,
  /** The person may not do this. */
  FORBIDDEN,
  /** There is no such thing, or the person may not know of it. */
  NOT_FOUND,
  /** The request is larger than is taken. */
  TOO_LARGE,
  /** What was sent breaks rules; every violation is listed. */
  INVALID,
  /** Somebody else was faster. */
  CONFLICT,
  /** Too many requests in too short a time. */
  LIMIT,
  /** The database or another needed part is away for the moment. */
  UNAVAILABLE,
  /** A fault of the product. */
  INTERNAL
}
