package io.xiaodan.expression;

/**
 * The type of a formula or of a field it reads. Any value of any type may also be empty ({@code
 * null}); the empty text is the same thing as empty.
 */
public sealed interface ValueType {

  ValueType TEXT = Scalar.TEXT;
  ValueType NUMBER = Scalar.NUMBER;
  ValueType BOOLEAN = Scalar.BOOLEAN;
  ValueType DATE = Scalar.DATE;
  ValueType DATETIME = Scalar.DATETIME;

  /** The type of the literal {@code EMPTY} (also written {@code ""}); it fits every other type. */
  ValueType EMPTY = Scalar.EMPTY;

  /**
   * Types without parts. On the JVM they are String, BigDecimal, Boolean, LocalDate and Instant.
   * The key of a select option, of a person or of a department is a text.
   */
  enum Scalar implements ValueType {
    TEXT,
    NUMBER,
    BOOLEAN,
    DATE,
    DATETIME,
    EMPTY
  }

  /**
   * Line items (a list of records), a multi-select (a list of texts), or a column of line items.
   */
  record ListOf(ValueType element) implements ValueType {}

  /**
   * One record of a form: a reference, or one line. It is compared by its id; two record types are
   * the same type when they name the same form.
   *
   * @param form key of the form
   * @param schema the fields that a path may continue with; looked into lazily, so it may be cyclic
   */
  record RecordOf(String form, Schema schema) implements ValueType {
    @Override
    public boolean equals(Object other) {
      return other instanceof RecordOf record && record.form.equals(form);
    }

    @Override
    public int hashCode() {
      return form.hashCode();
    }

    @Override
    public String toString() {
      return "RecordOf[" + form + "]";
    }
  }
}
