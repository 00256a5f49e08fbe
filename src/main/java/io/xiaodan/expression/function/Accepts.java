package io.xiaodan.expression.function;

import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.ValueType.RecordOf;
import io.xiaodan.expression.ValueType.Scalar;
import java.util.Set;

/**
 * What one parameter accepts. The single letters are variables: within one call, each stands for
 * one type. Their names are those of the signature texts, shared with the browser.
 */
public enum Accepts {
  TEXT("text", Set.of(Scalar.TEXT)),
  NUMBER("number", Set.of(Scalar.NUMBER)),
  BOOLEAN("boolean", Set.of(Scalar.BOOLEAN)),
  DATE("date", Set.of(Scalar.DATE)),
  DATETIME("datetime", Set.of(Scalar.DATETIME)),
  /** A date, or a datetime taken as its date in the workspace's zone. */
  DAY("day", Set.of(Scalar.DATE, Scalar.DATETIME)),
  /** Anything that has a plain form as text. */
  PRINTABLE(
      "printable",
      Set.of(Scalar.TEXT, Scalar.NUMBER, Scalar.BOOLEAN, Scalar.DATE, Scalar.DATETIME)),
  ANY("any", Set.of(Scalar.values())),
  /** Any type, the same in the whole call. */
  SAME("T", Set.of(Scalar.values())),
  /** Anything that can be equal; a record counts as its id. */
  KEY("K", Set.of(Scalar.TEXT, Scalar.NUMBER, Scalar.BOOLEAN, Scalar.DATE, Scalar.DATETIME)),
  /** Anything with an order. */
  SORTABLE("S", Set.of(Scalar.TEXT, Scalar.NUMBER, Scalar.DATE, Scalar.DATETIME)),
  /** Anything on a scale. */
  MEASURE("M", Set.of(Scalar.NUMBER, Scalar.DATE, Scalar.DATETIME));

  private final String word;
  private final Set<Scalar> scalars;

  Accepts(String word, Set<Scalar> scalars) {
    this.word = word;
    this.scalars = scalars;
  }

  public String word() {
    return word;
  }

  /** Whether this stands for one type throughout a call. */
  public boolean isVariable() {
    return this == SAME || this == KEY || this == SORTABLE || this == MEASURE;
  }

  /** Whether a comparison is made with the value, so that the constant empty makes no sense. */
  public boolean compares() {
    return this == KEY || this == SORTABLE;
  }

  public boolean allows(ValueType type) {
    return switch (type) {
      case Scalar scalar -> scalar == Scalar.EMPTY ? !compares() : scalars.contains(scalar);
      case RecordOf record -> this == ANY || this == SAME || this == KEY;
      case ValueType.ListOf list -> false;
    };
  }

  static Accepts of(String word) {
    for (Accepts accepts : values()) {
      if (accepts.word.equals(word)) {
        return accepts;
      }
    }
    throw new IllegalArgumentException(word);
  }
}
