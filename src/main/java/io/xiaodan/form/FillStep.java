package io.xiaodan.form;

/**
 * One step of filling a record: a field whose value may come from other fields. Steps are ordered
 * so that each finds its sources done.
 */
public sealed interface FillStep {

  /** A field of the head. */
  record OfHead(FormField field) implements FillStep {}

  /** A column, in every row of the line items. */
  record OfLines(LineItems lines, FormField column) implements FillStep {}
}
