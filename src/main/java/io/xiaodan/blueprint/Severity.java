package io.xiaodan.blueprint;

/** How much a finding matters. */
public enum Severity {
  /** Publishing is refused. */
  ERROR,
  /** Publishing is allowed; the builder is told. */
  WARNING
}
