package io.xiaodan.expression.function;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every function and operator there is. */
public final class Catalogue {

  private static final Map<String, Function> FUNCTIONS = new LinkedHashMap<>();

  static {
    Stream.of(
            Operators.all(),
            Comparisons.all(),
            LogicFunctions.all(),
            Choices.all(),
            Aggregates.all(),
            NumberFunctions.all(),
            TextFunctions.all(),
            TextSearch.all(),
            Formats.all(),
            DateFunctions.all(),
            DateSteps.all(),
            Conversions.all())
        .flatMap(List::stream)
        .forEach(function -> FUNCTIONS.put(function.name(), function));
  }

  /** The date of a datetime; put in where a date is wanted. */
  public static final Function DATE_OF = required(Conversions.DATE_OF);

  /** The id of a record; put in where a record is compared. */
  public static final Function ID_OF = required(Conversions.ID_OF);

  public static final Function IF = required("IF");
  public static final Function SUM = required("SUM");
  public static final Function COUNT = required("COUNT");

  private Catalogue() {}

  public static Optional<Function> find(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name));
  }

  public static Function required(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException(name));
  }

  /** In the order of the reference. */
  public static List<Function> all() {
    return List.copyOf(FUNCTIONS.values());
  }
}
